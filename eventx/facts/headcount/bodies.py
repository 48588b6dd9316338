"""Bodies: parties in numbers that are firms or states, no persons: "five customers", "two members, among them Chad"."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Token

from eventx.facts.headcount.phrase import CountedPhrase
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.persons import singular
from eventx.syntax.government import Government, participle
from eventx.syntax.labels import SUBJECTS

_MANY = 100  # clients that are persons
_EXAMPLES = re.compile(r",? (?:among them|including|such as|namely|notably)(?: the)? ")
_OF_THEM = re.compile(r" of (?:them|these|those), (?=[A-Z])")


def counts_bodies(analysis: Analysis, phrase: CountedPhrase, government: Government) -> bool:
    """Tell whether the counted parties are firms or states: they are named so, or few of them trade."""
    noun = phrase.noun
    if noun is None:
        named = _OF_THEM.match(analysis.text, phrase.number.end) if phrase.number.value == 1 else None
        return named is not None and _names_body(analysis, named.end())
    named = _EXAMPLES.match(analysis.text, noun.idx + len(noun))
    if named is not None and _names_body(analysis, named.end()):
        return True
    few = phrase.number.value is not None and phrase.number.value < _MANY
    verb = government.verb
    spoke = verb is not None and noun.dep_ in SUBJECTS and verb.i < noun.i  # "smiles one broker"
    return few and singular(noun) in lexicon("headcount").trading and not spoke and not _is_human(verb, noun)


def _is_human(verb: Token | None, noun: Token) -> bool:
    """Tell whether a verb says what only persons do or suffer: "two dealers said", "three brokers were jailed"."""
    human = lexicon("headcount").any_of("verbs", "deeds") | lexicon("clause").befall | lexicon("statement").objectless
    return any(at is not None and at.lemma_.lower() in human for at in (verb, participle(noun)))


def _names_body(analysis: Analysis, start: int) -> bool:
    """Tell whether the name of a place or organisation begins at a character."""
    at = bisect_left(analysis.places, start, key=lambda place: place.start)
    if at < len(analysis.places) and analysis.places[at].start == start:
        return analysis.text[analysis.places[at].end : analysis.places[at].end + 1] in (",", ".", ";", " ")
    return analysis.span(start, start + 1)[0].ent_type_ == "ORG"
