"""Names of an article: found, told apart by the model, and each led back to its fullest form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis, Named, NameKind
from eventx.mentions.names.apart import find_demonyms, find_marked, tell_namesakes
from eventx.mentions.names.firms import find_firms
from eventx.mentions.names.model import Spans, classify, find_longer, read_features
from eventx.mentions.names.numbered import find_honoured
from eventx.mentions.names.spans import find_spans, is_country
from eventx.mentions.names.vocabulary import given, is_surname, opens_firm
from eventx.records import Actor, ActorKind, Mention
from eventx.syntax.labels import NOUN_SUBJECTS
from eventx.syntax.phrases import words_behind
from eventx.text.layout import lies_within

_COMMON = frozenset({"NOUN", "ADJ", "X"})
_SPACE = re.compile(r"\s+")
_AMOUNT = re.compile(r"[£$€¥]\d")
_MOSTLY = 0.5  # of the mentions of a name
_AGED = 3  # tokens of an age between commas
_FOUNDED = 2  # words of a person's name within a firm's
_WORD = r"[A-ZÀ-Þ][\w&'’.-]{0,30}"
_LONG = rf"(?P<long>{_WORD}(?: (?:(?:of|and|for|the|de|des|du|plc|&) ){{0,2}}(?:{_WORD}|plc)){{0,8}})"
_ABBREVIATED = re.compile(rf"{_LONG} \((?:the )?[“\"]?(?P<short>[A-Z][A-Z.&-]+)[”\"]?\)")
_DEFINED = re.compile(rf"{_LONG} \((?:the )?[“\"](?P<short>\w+)[”\"](?: or (?:the )?[“\"](?P<other>\w+)[”\"])?\)")


def find_names(analysis: Analysis) -> list[Named]:
    """Find the names of an article, in text order: whose each is, and its fullest form in the article."""
    named, places = collect(analysis)
    features = read_features(analysis.doc, named, places)
    kinds: dict[str, NameKind] = {text: classify(held) for text, held in features.items()}
    things = lexicon("names").contests | lexicon("health").any_of("diseases", "of_beasts")
    kinds |= {t: "other" for t, k in kinds.items() if k == "person" and t.rpartition(" ")[2].casefold() in things}
    longer = find_longer(kinds)
    kinds |= dict.fromkeys((t for t, kind in kinds.items() if kind == "other" and _is_founded(t)), "organisation")
    kinds |= dict.fromkeys(_speaking_bodies(longer, kinds, features, places), "organisation")
    kinds |= dict.fromkeys(filter(_is_phrase, kinds), "organisation")
    kinds |= dict.fromkeys(_known_bodies(analysis.doc, named, features), "organisation")
    opening = _taken_for_nouns(analysis.doc, named)
    everywhere = {text: [*spans, *opening.get(text, ())] for text, spans in named.items()}
    kinds |= dict.fromkeys(find_firms(analysis.doc, everywhere, kinds, longer, places), "organisation")
    kinds |= dict.fromkeys(find_demonyms(analysis.doc, named, analysis.places), "other")
    addressed = (text for text, held in features.items() if held.get("address before", 0) > _MOSTLY and " " not in text)
    kinds |= dict.fromkeys(addressed, "person")  # "Mr Halden" of Halden Steel
    kinds |= dict.fromkeys(_rulers(kinds, features), "person")
    kinds |= dict.fromkeys(_single_persons(analysis.doc, named, kinds, places), "person")
    kinds |= dict.fromkeys(_countrymen(analysis.doc, named), "person")
    kinds |= dict.fromkeys(find_honoured(analysis.doc, named), "person")
    told = find_longer(text for text, kind in kinds.items() if kind == "person")
    longer |= {short: held for short, held in told.items() if held[1] == "last"}  # ... is Ada Halden
    alone = {t: k for t, k in kinds.items() if t.isalpha() and k != "place" and t not in longer and not is_country(t)}
    siblings = dict(_siblings(analysis.doc, named, alone))
    kinds |= dict.fromkeys((name for pair in siblings.items() for name in pair), "person")
    full = _full_forms(analysis.text, longer, kinds, {text: spans[0][0] for text, spans in named.items() if spans})
    marked = {t: name for t, name in find_marked(analysis.doc, named).items() if kinds[t] != "person"}
    full = marked | full | {first: f"{first} {two.rpartition(' ')[2]}" for first, two in siblings.items()}
    starts = analysis.token_starts
    found = []
    for text, spans in (*named.items(), *opening.items()):
        for start, end in spans:
            last = analysis.doc[end - 1]
            found.append(Named(starts[start], last.idx + len(last), full.get(text, text), kinds[text]))
    return tell_namesakes(analysis, sorted(found, key=lambda name: name.start))


def _single_persons(
    doc: Doc, named: Mapping[str, Spans], kinds: Mapping[str, str], places: Mapping[str, str]
) -> Iterator[str]:
    """Yield the surnames of persons who are never named in full, by what only a person does or has."""
    for text, spans in named.items():
        known = _is_known(text) or places.get(text) == "country"
        bare = text.isalpha() and not text.isupper() and kinds[text] != "person" and not known
        told = bare and is_surname(text) and not any(name.startswith(f"{text} ") for name in named)
        if told or (bare and any(_is_single_person(doc, end) for _, end in spans)):
            yield text


def _is_single_person(doc: Doc, end: int) -> bool:
    """Tell whether a name before a token has an age, or told a jury: "Carver, 52, says", "Hollis told jurors he"."""
    root = doc[end - 1]
    if root.dep_ not in NOUN_SUBJECTS or root.pos_ != "PROPN":
        return False
    behind = [token.text for token in doc[end : end + _AGED]]
    if re.fullmatch(r",\d\d,", "".join(behind)):
        return True
    heard = (c.lower_ for c in root.head.rights if c.dep_ in ("dobj", "dative"))
    return root.head.lemma_ == "tell" and not lexicon("names").hearing.isdisjoint(heard)


def _countrymen(doc: Doc, named: Mapping[str, Spans]) -> Iterator[str]:
    """Yield the full names of persons who are a country's, or have a rank: "Peru's Ada Moss", "number one Ada Moss"."""
    for text, spans in named.items():
        first, _, rest = text.partition(" ")
        called = bool(rest) and first.lower() in given() and not _is_known(text)
        if called and any(s > 1 and _is_counted_or_owned(doc[s - 2], doc[s - 1]) for s, _ in spans):
            yield text


def _is_counted_or_owned(word: Token, mark: Token) -> bool:
    """Tell whether two words before a name tell a rank or a country: "*number one* Ada Moss", "*Peru's* Ada Moss"."""
    return (mark.tag_ == "POS" and is_country(word.text)) or (word.lower_ == "number" and mark.tag_ == "CD")


def _rulers(kinds: Mapping[str, str], features: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield those with an office by whose name a government is called: "Premier *Halden*", "the Halden Cabinet"."""
    for text in kinds:
        ruler, _, last = text.rpartition(" ")
        if last.casefold() in lexicon("names").reigns and "role before" in features.get(ruler, {}):
            yield ruler


def _siblings(doc: Doc, named: Mapping[str, Spans], kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the given names that share the surname of a name behind them, with it: "Ada" of "Ada and Ivo Kern"."""
    starts, body = {start: text for text, spans in named.items() for start, _ in spans}, lexicon("names").body
    for first in (text for text, kind in kinds.items() if kind == "person" or text.lower() in given()):
        behind = (starts.get(end + 1, "") for _, end in named[first] if doc[end : end + 1].text == "and")
        for two in behind:
            called, _, surname = two.partition(" ")
            formed = not (lexicon("names").forms | body).isdisjoint(surname.lower().split())
            if surname.isalpha() and not formed and not given().isdisjoint((first.lower(), called.lower())):
                yield first, two


def _is_known(text: str) -> bool:
    """Tell whether a name is that of a body that everybody knows."""
    return text in lexicon("names").known or text.casefold() in lexicon("names").firms


def _is_phrase(text: str) -> bool:
    """Tell whether a name reads as a phrase, as no person's does: "Save the Children", "Lawyers for Clean Air"."""
    names, word = lexicon("names"), text.casefold()
    return word in names.phrased or word.endswith(tuple(names.phrased_ends)) or " for " in word or " against " in word


def _is_founded(text: str) -> bool:
    """Tell whether a name is that of a firm called by a person: "Ada Halden Ltd."."""
    words = text.casefold().rstrip(".").split()
    return len(words) > _FOUNDED and words[0] in given() and words[-1] in lexicon("names").forms


def _known_bodies(doc: Doc, named: Mapping[str, Spans], features: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield the names of several words of bodies that everybody knows: "Morgan Stanley", not that of its founder."""
    for text in (text for text in named if " " in text and _is_known(text)):
        addressed = "address before" in features.get(text.rpartition(" ")[2], {})  # "Mr Lauren"
        if not addressed and not any(_is_single_person(doc, end) for _, end in named[text]):
            yield text


def _speaking_bodies(
    longer: Mapping[str, tuple[str, str]],
    kinds: Mapping[str, str],
    features: Mapping[str, Mapping[str, float]],
    places: Mapping[str, str],
) -> Iterator[str]:
    """Yield the first words of bodies: "Walt Disney" of "Walt Disney Co", and a town's that speaks, as "Elliott".

    So is the surname of "Ada Obi Ltd".
    """
    for short, (long, how) in longer.items():
        town = kinds[short] == "place" and places.get(short) != "country" and "in before" not in features[short]
        formed = long.partition(short)[2].strip(" ,.").casefold() in lexicon("names").forms
        if how == "first" and kinds[long] == "organisation" and (formed or (town and "says" in features[short])):
            yield short


def _taken_for_nouns(doc: Doc, named: Mapping[str, Spans]) -> dict[str, list[tuple[int, int]]]:
    """Return the names of the article that open a sentence, where they were taken for a noun: "Rosneft officials"."""
    held = {start for spans in named.values() for start, _ in spans}
    opening = (s[0] for s in doc.sents if s[0].pos_ in _COMMON and s[0].text in named and s[0].i not in held)
    out = defaultdict[str, list[tuple[int, int]]](list)
    for token in opening:
        out[token.text].append((token.i, token.i + 1))
    return out


def find_named(analysis: Analysis) -> list[Actor]:
    """Return whom or what an article names: of each its forms, where they first stand; places have facts."""
    first: dict[tuple[str, str], Actor] = {}
    for name in analysis.names:
        mention = Mention(start=name.start, end=name.end, text=analysis.text[name.start : name.end])
        if name.kind != "place":
            kind: ActorKind | None = None if name.kind == "other" else name.kind
            first.setdefault((name.name, mention.text), Actor(mention=mention, name=name.name, kind=kind))
    return list(first.values())


def collect(analysis: Analysis) -> tuple[dict[str, list[tuple[int, int]]], dict[str, str]]:
    """Return where each stretch written as a name stands, in tokens, and the kinds of the places, both by name."""
    places: dict[str, str] = {
        analysis.text[p.start : p.end]: p.place.kind or "other" for p in analysis.places if p.form == "name"
    }
    named: dict[str, list[tuple[int, int]]] = defaultdict(list)
    titled: list[tuple[int, int]] = []
    counted = [(n.start, n.end) for n in analysis.numbers]
    for start, end in find_spans(analysis.doc):
        scale = start > 0 and analysis.doc[start - 1].lower_ in ("degree", "degrees")  # Celsius
        text = analysis.doc[start:end].text
        if scale or _AMOUNT.search(text) or lies_within(analysis.doc[start].idx, counted):
            continue
        if analysis.section(analysis.doc[start].idx) == "headline":
            titled.append((start, end))
        else:
            named[_SPACE.sub(" ", text)].append((start, end))
    for first, spans in _ranks_for_firms(analysis.doc, named):
        named[first] += spans
    known = {text.casefold(): text for text in named}
    for start, end in titled:
        for text, span in _told_again(analysis.doc, start, end, known):
            named[text].append(span)
    return dict(named), places


def _ranks_for_firms(doc: Doc, named: Mapping[str, Spans]) -> list[tuple[str, Spans]]:
    """Return the words for ranks by which the article calls a firm, and where they stand alone: "*Duke* said"."""
    held = {start for spans in named.values() for start, _ in spans}
    firsts = {doc[spans[0][0]].text for spans in named.values() if spans and opens_firm(doc[spans[0][0]])}
    found: dict[str, list[tuple[int, int]]] = {first: [] for first in firsts}
    for token in (t for t in doc if firsts and t.text in firsts and t.i not in held):
        behind = words_behind(token).text
        if not behind[:1].isupper() and behind != "of":
            found[token.text].append((token.i, token.i + 1))
    return [(first, spans) for first, spans in found.items() if spans]


def _told_again(doc: Doc, start: int, end: int, known: Mapping[str, str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the names of the body that stand in a stretch of a headline, where all words may be in capitals.

    A stretch without any is left as it is.
    """
    found = False
    at = start
    while at < end:
        stop = next((stop for stop in range(end, at, -1) if doc[at:stop].text.casefold() in known), None)
        if stop is not None:
            found = True
            yield known[doc[at:stop].text.casefold()], (at, stop)
        at = stop if stop is not None else at + 1
    if not found:
        yield _SPACE.sub(" ", doc[start:end].text), (start, end)


def _full_forms(
    text: str, longer: Mapping[str, tuple[str, str]], kinds: Mapping[str, str], first: Mapping[str, int]
) -> dict[str, str]:
    """Return the fullest form of each name: as the article defines it, else the longest one that it shortens."""
    full: dict[str, str] = {}
    for pattern in (_DEFINED, _ABBREVIATED):
        for match in pattern.finditer(text):
            long = match["long"].removeprefix("The ").removeprefix("the ")
            rests = (long[gap.end() :] for gap in _SPACE.finditer(long))
            held = (name for name in (long, *rests) if name in kinds and name[0] == match["short"][0].upper())
            long = next(held, None) or _ministry_before(text[: match.end("long")], kinds) or long  # Berg and Kvern Rail
            if kinds.get(long) == "organisation" or (kinds.get(long) != "place" and " " in long):  # OSLO (AP)
                full |= {short: long for group, short in match.groupdict().items() if short and group != "long"}
    for short, (long, how) in longer.items():
        if kinds[short] == kinds[long] and (how != "first" or not _is_branch(short, long, kinds, first)):
            full.setdefault(short, long)
    return {short: full.get(long, long) for short, long in full.items()}  # "Kvern", "Kvern Rail", "Kvern Rail Corp."


def _ministry_before(text: str, kinds: Mapping[str, str]) -> str | None:
    """Return the name with a comma in it that ends a text: "Ministry of Health, Labour and Welfare"."""
    return next((name for name in kinds if "," in name and text.endswith(name)), None)


def _is_branch(short: str, long: str, kinds: Mapping[str, str], first: Mapping[str, int]) -> bool:
    """Tell whether a name that goes on from a shorter one is no fuller form of it: "Kvern Norge", "Amazon Prime".

    ``first``: the tokens where the names first stand; a fuller form stands before the shorter one.
    """
    names, last = lexicon("names"), long.rpartition(" ")[2].rstrip(".")
    known = _is_known(short)
    formed = last.casefold() in (names.forms - names.units if known else names.any_of("forms", "body"))
    whole = known or (kinds[long] == "organisation" and first[short] < first[long])
    part = short.isupper() and " " not in short and last.casefold() in names.body - names.forms  # the "KVU Council"
    return part or kinds[long] == "place" or kinds.get(last) == "place" or (whole and not formed)
