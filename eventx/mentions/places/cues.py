"""Cues: what the words beside a name say of it, that it is a place's or only a part of another name."""

from __future__ import annotations

import re
from typing import Literal

from eventx.lexicons import lexicon
from eventx.mentions.names.vocabulary import roles
from eventx.mentions.places.columns import Columns
from eventx.mentions.places.toponyms import HOLDERS, Levels, Toponym, demonyms, generic, may_lie
from eventx.normalize.place import Sense, look_up

Strength = Literal["none", "weak", "strong"]
DATELINE = re.compile(
    r",? ?(?:\([A-Z]|[—–]|-\s|\d|(?:[A-Z][a-z]{2,8}\.? ){0,2}\d|[A-Z][\w. ]{1,20}(?:, \w+ \d\d?)? ?(?:[—–(]|- )|/)"
)
"""What follows a dateline: "GENEVA, 13 May", "Leeds (PA) -"."""
ARRIVALS = 4
"""Adjectives at most between a preposition and a name: "in the northern"."""
NEAR = 6
"""Tokens before a name among which the title that it ends stands."""
BODIES = frozenset(("ORG", "FAC"))
SEPARATE = frozenset(("PERSON", "DATE", "NORP", "GPE", "TIME", "CARDINAL"))
"""Labels of what is a name of its own behind a place's: "Leeds Mayor Ann Lee"."""
GREAT = 55
"""People (ten times log10) of towns that a line is named by."""
LISTING = frozenset((",", "and", "or"))
OWNING = frozenset(("its", "their", "his", "her", "our", "the", "a", "whose", "'s", "’s"))


def cue(columns: Columns, first: int, last: int, levels: Levels, before: Toponym | None) -> Strength:
    """Tell how strongly the words around a name say that it is a place's.

    "in", "near", "mayor of" and a place with "and" before are strong, "to" and "'s parliament" weak.
    """
    lists = lexicon("toponyms")
    word, earlier = columns.word(first - 1), columns.word(first - 2)
    if before is not None and before.form == "name" and before.last in (first - 1, first - 2) and word in LISTING:
        return "strong"
    if _is_end_of_way(columns, first, last, before):
        return "strong"
    if word == "of" and (earlier in lists.of_place or earlier in lists.settled):
        return "strong"
    at = governor(columns, first)
    lead = columns.word(at)
    if at == first - 1 and lead == "to" and columns.word(at - 1) == "according":
        return "none"
    part = lead == "of" and not {"the"}.issuperset(columns.lower[at + 1 : first])  # "districts of northern Malawi"
    comes = lead == "from" and columns.word(at - 1) in lists.any_of("dwellers", "comers")
    if part or comes or lead in lists.inside or is_dateline(columns, first, last):
        return "strong"
    if columns.word(last) == "-" and columns.word(last + 1) in lists.based:
        return "strong"
    if levels or (lead in lists.before and lead != "of"):
        return "weak"
    owned = columns.word(last) in ("'s", "’s") and columns.word(last + 1) in lists.owned
    return "weak" if owned else "none"


def _is_end_of_way(columns: Columns, first: int, last: int, before: Toponym | None) -> bool:
    """Tell whether a name is an end of a way to or from another place: "from Argyll to Grimsby"."""
    word = columns.word(first - 1)
    if word == "to" and before is not None and before.last == first - 1:
        return columns.word(before.first - 1) == "from"
    there = columns.word(last) == "to" and columns.is_capital(last + 1)
    return word == "from" and there and any(not s.alternate for s in look_up(columns.quote(last + 1, last + 2)))


def is_river(columns: Columns, first: int, last: int) -> bool:
    """Tell whether "the" makes a river of a name that is a state's, a town's or a firm's without it."""
    name = columns.quote(first, last)
    if name not in lexicon("toponyms").rivers or columns.word(first - 1) != "the":
        return False
    firm = not look_up(name) and any(columns.word(i - 1) != "the" for i in columns.index.get(name, ()))  # Amazon
    before_noun = last < len(columns) and (columns.capital[last] or columns.pos[last] in ("NOUN", "ADJ", "NUM"))
    return not (firm or before_noun)


def governor(columns: Columns, first: int) -> int:
    """Return the token before a name, leaving out "the", "northern" and their like."""
    compass = lexicon("toponyms").compass
    i = first - 1
    while i >= 0 and first - i < ARRIVALS and columns.lower[i] in compass:
        i -= 1
    return i


def is_dateline(columns: Columns, first: int, last: int) -> bool:
    """Tell whether a name opens a paragraph as a dateline does: "GENEVA, 13 May", "Leeds (PA) -"."""
    if first and "\n" not in columns.text[first - 1] and not _is_second_town(columns, first):
        return False
    end = columns.end(last)
    if columns.quote(first, last).isupper() and columns.whole[end : end + 1] in (",", ".", ":", ";", "/"):
        return True
    return DATELINE.match(columns.whole, end, end + 60) is not None


def _is_second_town(columns: Columns, first: int) -> bool:
    """Tell whether a name stands behind the first of a dateline of two: "HARARE/LUSAKA (Wire) -"."""
    if columns.text[first - 1] != "/":
        return False
    start = columns.start[first]
    return columns.whole[columns.whole.rfind("\n", 0, start) + 1 : start].isupper()


def is_set_off(columns: Columns, first: int, last: int) -> bool:
    """Tell whether a dash or the bracket of an agency sets a name off as a dateline: "Leeds - Kappa said"."""
    return columns.word(last) in ("(", "-", "--", "–", "—") and is_dateline(columns, first, last)


def levels_beside(columns: Columns, first: int, last: int, senses: tuple[Sense, ...]) -> tuple[Levels, int]:
    """Return the levels that a generic word beside a name allows, and where the name ends with it.

    A word in small letters behind the name is part of it: "Jilin province".
    """
    known, after = generic(), columns.text[last] if last < len(columns) else ""
    held = {sense.level for sense in senses}
    if after in lexicon("toponyms").of_region and "admin1" in held:
        return frozenset(("admin1",)), last  # New York lawmakers
    if (levels := known.get(after, frozenset())) & held:
        return levels, last + (after in lexicon("toponyms").spanned)
    lead = columns.word(first - 2) if columns.word(first - 1) == "of" else columns.text[first - 1] if first else ""
    return known.get(lead, frozenset()), last


def beside_name(columns: Columns, first: int, last: int) -> bool:
    """Tell whether another word written as a name stands directly before or after."""
    return columns.is_capital(first - 1) or columns.is_capital(last)


def is_personal(columns: Columns, first: int, last: int) -> bool:
    """Tell whether a name stands as a person's does: beside another name, or before what only persons do."""
    after = columns.word(last + 1 if columns.word(last) == "," else last)
    return beside_name(columns, first, last) or after in lexicon("toponyms").person_verbs


def is_whole(columns: Columns, first: int, last: int) -> bool:
    """Tell whether the entity has no other token, but for "northern" before, "'s" and words in small letters after."""
    if _is_pair(columns, first, last) or _is_where_firm_sits(columns, first) or _is_one_of_two(columns, first, last):
        return True
    before = columns.word(first - 1)
    apart = before in lexicon("toponyms").compass or before in LISTING or _is_behind(columns, first)
    if columns.inside[first] and not apart:
        return False
    if last >= len(columns) or not columns.inside[last] or "\n" in columns.text[last]:
        return True
    after = columns.text[last]
    if after.islower() and after not in lexicon("toponyms").joins:
        return True
    return after in ("'s", "’s", ",") or after.lower() in generic()


def _is_one_of_two(columns: Columns, first: int, last: int) -> bool:
    """Tell whether an entity is nothing but a name and that of a great place behind "and": "Corfu and Lampedusa"."""
    end = next((i for i in range(last, len(columns)) if not columns.inside[i]), len(columns))
    if columns.inside[first] or columns.word(last) != "and" or end <= last + 1:
        return False
    return any(sense.people >= GREAT for sense in look_up(columns.quote(last + 1, end)))


def _is_behind(columns: Columns, first: int) -> bool:
    """Tell whether a small word before a name is none within names: "the Agder Highway *at* Vik", "Oslo *if* Kenya".

    A university may have one: "University of Texas at Austin".
    """
    if columns.word(first - 1) not in lexicon("toponyms").parting:
        return False
    before = columns.text[max(0, first - NEAR) : first]
    return all(word not in lexicon("toponyms").titled for word in before)


def _is_where_firm_sits(columns: Columns, first: int) -> bool:
    """Tell whether a name stands behind the legal form of a firm that sits there: "Halden Ltd of Leeds"."""
    at = first - 2
    while at > 0 and columns.text[at].isspace():
        at -= 1
    return columns.word(first - 1) == "of" and columns.word(at).rstrip(".") in lexicon("link").closing


def _is_pair(columns: Columns, first: int, last: int) -> bool:
    """Tell whether a name is one of two that a hyphen joins, and nothing more: "the Brisbane-Sydney run"."""
    low, high = (first - 2, last) if columns.word(first - 1) == "-" else (first, last + 2)
    if columns.word(low + last - first) != "-" or not (columns.is_capital(low) and columns.is_capital(high - 1)):
        return False
    ends = not columns.inside[low] or columns.word(low - 1) == "the", high == len(columns) or not columns.inside[high]
    other = columns.text[low if low < first else last + 1]
    return all(ends) and any(s.people >= GREAT or s.level == "country" for s in look_up(other))


def is_of_premises(columns: Columns, first: int, last: int) -> bool:
    """Tell whether a name says which of somebody's works is meant: "its Swansea mill"."""
    after = "".join(columns.text[last : last + 1])
    return columns.word(first - 1) in OWNING and after in lexicon("toponyms").any_of("works", "premises")


def in_body(columns: Columns, last: int) -> bool:
    """Tell whether a name begins that of a body: "London Metal Exchange", "US Treasury"; not "Texas Governor"."""
    if not (last < len(columns) and columns.spaced[last - 1] and columns.text[last][:1].isupper()):
        return False
    after, label = columns.text[last], columns.label[last]
    if is_office(columns, last) or after in demonyms() or (label in SEPARATE and not columns.inside[last]):
        return False
    if after in lexicon("toponyms").plain or (columns.is_titled(last) and after.lower() in columns.index):
        return False  # "the largest US IPO", "Asia Stocks Fall on Trade Worries" of what the text calls stocks
    return columns.pos[last] == "PROPN" or label == "ORG"


def ends_title(columns: Columns, first: int, levels: Levels) -> bool:
    """Tell whether a name ends that of a body or a rank: "University of Bern", "Duke of Kent"."""
    names = ("titled",) if "country" in levels else ("titled", "princely")  # no "Prince of Monaco"
    titled = lexicon("toponyms").any_of(*names)
    return columns.word(first - 1) == "of" and not titled.isdisjoint(columns.text[first - 2 : first])


def stands_behind_its_town(
    columns: Columns, first: int, last: int, senses: tuple[Sense, ...], before: Toponym | None
) -> bool:
    """Tell whether a name stands behind that of a place in it: "Newbury, Berkshire"."""
    if before is None or before.form != "name" or before.last != first - 1 or columns.word(first - 1) != ",":
        return False
    outer = [sense for sense in senses if sense.level in HOLDERS]
    return may_lie(before.senses, outer) and not in_body(columns, last)


def is_office(columns: Columns, last: int) -> bool:
    """Tell whether an office follows a place's name: "Texas Governor", "Floyd County Fire Chief"."""
    return is_title(columns.text[last]) or (columns.is_capital(last + 1) and is_title(columns.text[last + 1]))


def is_title(word: str) -> bool:
    """Tell whether a word in capitals is an office's, or before a name, or a month's: "Governor", "Mr.", "May"."""
    titled = word.lower() in roles() or word.lower() in lexicon("names").address
    return (titled and word[:1].isupper()) or word in lexicon("toponyms").titles
