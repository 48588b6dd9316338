"""Places that no gazetteer need know, for the words beside them say what they are: "the village of X", "X province"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from eventx.lexicons import lexicon, matcher
from eventx.mentions.names.vocabulary import roles
from eventx.mentions.places.columns import Columns
from eventx.mentions.places.cues import governor
from eventx.mentions.places.toponyms import BUILT, SITE, Form, Toponym, demonyms, generic, state, tokens_of
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.place import Sense, look_up
from eventx.records import Place

PLACES = frozenset(("GPE", "LOC", "FAC"))
POSSESSIVE = frozenset(("'s", "’s"))
NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}")
LIST = re.compile(
    rf"((?:{NAME.pattern}, ){{0,20}}{NAME.pattern},? (?:and|or|&) {NAME.pattern}) (count|district|province)(?:ie)?s\b"
)
_OUTSIDE = re.compile(r"\boutside (?:of )?(?:the )?$")
_LINES = re.compile("[-–—]")
WAYS = "(?:north|south|east|west)(?:-?(?:east|west))?"
_COMPASS = re.compile(f"{WAYS}(?:-region)?")
FAR = r"[\d,.]+ (?:miles?|km|kilomet(?:er|re)s)(?: \([^()]{1,20}\))? "
LIES = (
    r"(?:on the (?:[a-z-]+ ){0,2}(?:coast|shore|banks?|border|outskirts|edge|tip)\b"
    rf"|(?:{FAR})?{WAYS} of\b|{FAR}from\b)"
)
"""What tells where a place lies: ", on the west coast", ", 20 miles north of"."""
FAR_OFF = "as far (?:away|afield|north|south|east|west) as|by way of"
LONGEST = 3
"""Words of such a name at most."""
AMOUNTS = frozenset(("DATE", "TIME", "CARDINAL"))
NO_PLACE = frozenset(("DATE", "TIME", "CARDINAL", "NORP", "PERSON", "ORG"))
_SPOKEN = (
    rf"\b(?!state|communit)(?:(?:{{settled}}|{{folk}}) of|(?<!\d )(?:{{members}}) for) (?P<a>{NAME.pattern})"
    rf"|\b(?:(?:{{works}}) (?:at|in|near)|(?:{{held}}) in) (?P<b>{NAME.pattern})"
    rf"|(?P<c>{NAME.pattern}), (?:a|an|the) (?:[a-z-]+ ){{0,2}}(?P<kind>{{kinds}})"
    r"(?=[,.;]| (?:of|in|on|near|where|about|north|south|east|west|built)\b)"
    rf"|\b(?:(?:{{ways}}) (?:to|from)|{FAR_OFF}) (?P<e>{NAME.pattern})"
    rf"|(?<!\w)(?:{{dwellers}}) from (?P<f>{NAME.pattern})"
    rf"|(?P<d>{NAME.pattern}), (?:located |{ROUGHLY}){LIES}"
)
"""What makes a place of a name whatever the recogniser takes it for."""


def find_spoken(columns: Columns) -> Iterator[Toponym]:
    """Yield the names that what stands before or behind says are places: "residents of X", "X, on the coast"."""
    for match in matcher("toponyms", _SPOKEN, 0).finditer(columns.whole):
        start, end = next(match.span(name) for name in "abcdef" if match[name])
        first, last = columns.tokens(start, end)
        while first < last and columns.pos[first] != "PROPN":
            first += 1
        if first == last or columns.end(last) != end:
            continue
        name = columns.quote(first, last)
        person = match["d"] and columns.label[first] == "PERSON" and (last - first > 1 or name in columns.surnames)
        body = columns.lower[last - 1] in lexicon("names").body  # "the seat of Parliament"
        if (match["e"] or match["f"]) and _is_of_staff(columns, match, first, last):
            continue
        if columns.label[first] not in AMOUNTS and name not in columns.firms and not (person or body):
            levels = generic().get(match["kind"] or "", frozenset())
            yield Toponym(columns.start[first], end, first, last, name, "name", look_up(name), levels)


def is_compass(name: str) -> bool:
    """Tell whether a name tells only in which part of a land a place lies: "the *South*", "the *North East*"."""
    return _COMPASS.fullmatch(name.lower().replace(" ", "-")) is not None


def _is_of_staff(columns: Columns, match: re.Match[str], first: int, last: int) -> bool:
    """Tell whether who comes from somewhere, or goes there, is a firm's or a team's: "a finance man from Kestrel"."""
    team = columns.sport or columns.quote(first, last) in lexicon("toponyms").never
    office = last - first > 1 and columns.label[first] == "ORG"  # "a woman from Human Resources"
    before = columns.tokens(*match.span())[0] - 1
    return team or office or (bool(match["f"]) and before >= 0 and columns.pos[before] == "NOUN")


def find_described(columns: Columns, found: Iterable[Toponym]) -> Iterator[Toponym]:
    """Yield the names that a generic word beside or within them makes places, but those in ``found``."""
    taken = tokens_of(t for t in found if t.form != "nested")
    lists = lexicon("toponyms")
    for i in columns.at({"of"} | lists.after | lists.named):
        first, last, word = _described(columns, i, taken)
        at = governor(columns, first)
        site = i < last and generic().get(word) == BUILT
        before = columns.word(at - 1).lower()
        if site and any(before in words for words in (lists.of_firm, lexicon("names").people, roles())):
            continue  # "shares in Orla Mine", "a doctor at Orla Hospital"
        built = site and columns.word(at) in lists.inside  # "at the Orla Mine"
        if first < last and (built or columns.label[first] not in NO_PLACE):
            name, levels = columns.quote(first, last), generic().get(word, frozenset())
            bare = columns.quote(first, i) if first < i < last else name
            senses = tuple(sense for sense in look_up(bare) if sense.level in levels)
            yield Toponym(columns.start[first], columns.end(last), first, last, name, "name", senses, levels)


def _described(columns: Columns, i: int, taken: set[int]) -> tuple[int, int, str]:
    """Return the name beside or with the token ``i``, its first token and the one after, and the generic word."""
    lists, word, first, last = lexicon("toponyms"), columns.text[i], i, i
    if word == "of":
        word = columns.word(i - 1)
        while word in lists.settled and _goes_on(columns, last + 1, taken) and last - i <= LONGEST:
            first, last = i + 1, last + 1
        return first, last + (first > i), word
    while _goes_on(columns, first - 1, taken) and i - first < LONGEST:
        first -= 1
    if word not in lists.named or first == i:
        return first, i, word
    over = columns.word(governor(columns, first))
    spoken = columns.label[first] in PLACES or over in lists.before or over in POSSESSIVE
    longer = columns.is_capital(i + 1) or i in taken or columns.word(i + 1) in lists.things  # "Orange County Register"
    longer = longer or (columns.word(i + 1) == "of" and generic().get(word.lower()) == BUILT)  # "Lund School of Law"
    return (first, i + 1, word.lower()) if spoken and not longer else (i, i, word)


def find_labelled(columns: Columns, found: Iterable[Toponym]) -> Iterator[Toponym]:
    """Yield the recogniser's places that no gazetteer knows, where the words before them agree: "in X"."""
    lists = lexicon("toponyms")
    taken = tokens_of(found)
    placed: dict[tuple[str, int], bool] = {}
    for start, end, label in columns.entities:
        first, last = _trimmed(columns, start, end)
        if first == last or label not in PLACES or not taken.isdisjoint(range(first, last)):
            continue
        name, levels = columns.quote(first, last), generic().get(columns.lower[last - 1], frozenset())
        built = label == "FAC" and (last - first < 2 or not levels & SITE)
        common = columns.pos[last - 1] != "PROPN" or columns.is_titled(
            first
        )  # "in No Way Out", "in Runup to Rare Event"
        coded = last - first == 1 and any(sign.isdecimal() for sign in name)  # "in FY26"
        if built or common or coded or columns.word(last).isdecimal() or "@" in name:
            continue  # "in Windows 10"
        at = governor(columns, first)
        of_firm = (
            columns.word(at - 1) in lists.of_firm or name in columns.firms or name in lists.any_of("never", "others")
        )
        of_firm = of_firm or (columns.sport and bool(look_up(name)))  # a team, that is no place there
        share = 1 if columns.word(at) == "at" and last - first == 1 else 2
        if (name, share) not in placed:
            placed[name, share] = _is_placed(columns, first, last, share)
        owned = last - first > 1 and columns.word(at) in POSSESSIVE and at - 1 in taken and bool(levels)
        if owned or (columns.word(at) in lists.inside and not of_firm and placed[name, share]):
            yield Toponym(columns.start[first], columns.end(last), first, last, name, "name", (), levels)


def _trimmed(columns: Columns, first: int, last: int) -> tuple[int, int]:
    """Return an entity without "northern" before it and the words in small letters after it."""
    while first < last and columns.lower[first] in lexicon("toponyms").compass:
        first += 1
    while first < last and not columns.capital[last - 1] and columns.lower[last - 1] not in generic():
        last -= 1
    return first, last


def find_coordinated(columns: Columns, found: Sequence[Toponym]) -> Iterator[Toponym]:
    """Yield the names coordinated with places where something is: "at Vik and Kvamsund", "between Vik and Moss"."""
    lists, taken = lexicon("toponyms"), {i: t for t in found if t.form == "name" for i in range(t.first, t.last)}
    for late, early in columns.conjoined.items():
        if (late in taken) == (early in taken):
            continue
        first = last = (early if late in taken else late) + 1
        while last - first < LONGEST and _goes_on(columns, first - 1, taken):
            first -= 1
        before_noun = last < len(columns) and (columns.capital[last] or columns.pos[last] == "NOUN")
        if first == last or before_noun or columns.is_titled(first):
            continue
        name, label = columns.quote(first, last), columns.label[first]
        over = columns.word(governor(columns, taken[early].first if early in taken else first))
        senses = look_up(name) if label != "PERSON" else ()
        new = label in ("GPE", "LOC") or (not label and last - first == 1)
        there = (over in lists.inside and (senses or new)) or (over in lists.between and senses)
        if there and name not in columns.firms and name not in lists.never:
            yield Toponym(columns.start[first], columns.end(last), first, last, name, "name", senses)


def find_listed(columns: Columns) -> Iterator[Toponym]:
    """Yield the names of a list before a generic plural: "Baker, Union and Clay counties"."""
    for row in LIST.finditer(columns.whole):
        word = f"{row[2]}y" if row[2] == "count" else row[2]
        for found in NAME.finditer(columns.whole, *row.span(1)):
            (first, last), name = columns.tokens(*found.span()), found[0]
            if first < last:
                senses = look_up(f"{name} {word}") or look_up(name)
                yield Toponym(*found.span(), first, last, name, "name", senses, generic()[word])


def find_joined(columns: Columns) -> Iterator[Toponym]:
    """Yield the countries, areas and states that a line joins to one word: "US-China trade", "Neb.-based", "UK—but"."""
    for word in columns.index:
        names = _LINES.split(word) if word[:1].isupper() else ()
        if len(names) != 2 or names[1] in ("American", "Americans"):
            continue  # Italian-American: whose forebears were
        names = [name for name in names if name[:1].isupper()]
        senses = [_whole_country(name) for name in names]
        for i in columns.index[word] if all(senses) else ():
            start = columns.start[i]
            for name, held in zip(names, senses, strict=True):
                form: Form = "adjective" if name in demonyms() else "name"
                yield Toponym(
                    start, start + len(name), i, i + 1, held[0].name if form == "adjective" else name, form, held
                )
                start += len(name) + 1


def _whole_country(name: str) -> tuple[Sense, ...]:
    """Return the country, the area or, of an abbreviation, the state that a name or an adjective stands for."""
    senses = (demonyms()[name],) if name in demonyms() else look_up(name)
    return tuple(s for s in senses if s.level in ("country", "area")) or (state(name) if "." in name else ())


def _is_placed(columns: Columns, first: int, last: int, share: int) -> bool:
    """Tell whether a name stands where places do at half of its mentions, or, where one may work "at" it, at all."""
    before, name = lexicon("toponyms").before, columns.quote(first, last)
    starts = [
        i for i in columns.index[columns.text[first]] if columns.quote(i, min(i + last - first, len(columns))) == name
    ]
    return share * sum(columns.word(governor(columns, i)) in before for i in starts) >= len(starts)


def _goes_on(columns: Columns, i: int, taken: Container[int]) -> bool:
    """Tell whether a token may be part of an unknown name."""
    return columns.is_capital(i) and columns.pos[i] == "PROPN" and i not in taken


def is_beyond(text: str, start: int, place: Place) -> bool:
    """Tell whether words say what is not in a land, or comes from around a place: "40 hands from outside *Leeds*"."""
    tie = _OUTSIDE.search(text, max(0, start - 20), start)
    land = place.kind == "country" or place.country is None
    return tie is not None and (land or text.endswith("from ", 0, tie.start()))
