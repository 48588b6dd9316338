"""Parties: the political party that a description names, by all its members or by one of them."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from eventx.lexicons import lexicon
from eventx.syntax.phrases import words_behind


def party_in(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Return the tokens of the party that a stretch names, by one member or all: "Labour", "Liberal Democrat"."""
    ranks = lexicon("names").rank
    at = next((i for i in range(start, end) if doc[i].is_title or doc[i].lower_ in ranks), end)  # "former" ends it
    stop = next((stop for stop in range(min(at + 2, end), at, -1) if _is_party(doc[at:stop])), None)
    return None if stop is None or (stop < end and _goes_on(doc[at:stop])) else (at, stop)


def party_before(doc: Doc, last: int) -> str | None:
    """Return the party of whose member the name follows at token ``last``: "Fellow *Lib Dem* Ada Obi"."""
    return next((words.text for n in (2, 1) if n <= last and _is_party(words := doc[last - n : last])), None)


def _is_party(words: Span) -> bool:
    """Tell whether words name a party or one of its members; "Conservative" that opens a sentence, only before "MP"."""
    names, name = lexicon("names"), words.text.casefold()
    opens = words[0].is_sent_start and words_behind(words[-1]).text.lower() not in names.elected
    parties = names.party if opens else names.any_of("party", "partisan")
    return name in parties or (len(words) > 1 and f"{name}s" in names.party)


def _goes_on(party: Span) -> bool:
    """Tell whether a party's name is part of another: "Labour Party", "Labour and Pensions", "Labour market"."""
    names, behind = lexicon("names"), party.doc[party.end]
    topic = behind.pos_ == "NOUN" and behind.lower_ not in names.body  # of "Labour health spokesman"
    alone = len(party) == 1 and party[0].is_sent_start  # "Labour market economist Ivo Kern"
    return (alone or not topic) and behind.lower_ not in names.rank
