"""Days that the parsers hang on the nearest word: they are those of the decision, not of what is decided on."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.normalize.calendar import names
from eventx.syntax.labels import AUXILIARIES, has_right
from eventx.syntax.phrases import is_infinitive
from eventx.syntax.tokens import hang, word_behind


def free_day_behind(day: Token) -> None:
    """Hang on a decision the day behind what is decided on: "told it to pay $4 *on Friday*", "to 4% from 5% *on*".

    "Rejected a plan to close it *on Friday*", "approved a plan *on Friday* to close it".
    """
    word = day.head if day.dep_ == "pobj" and day.head.lower_ == "on" else day
    if word == day and day.dep_ != "npadvmod":
        return
    over, verb = word.head, _decision_over(word)
    if verb is None or any(t.lower_ in names("weekdays") for t in verb.doc[verb.left_edge.i : day.i]):
        return
    level = over.lower_ in ("from", "to") and over.head == verb and has_right(over, "pobj") and has_right(verb, "dobj")
    before = over.head == verb and over.dep_ == "dobj" and word_behind(day).lower_ == "to"
    if level or before or is_infinitive(over):
        hang(word, verb)


def _decision_over(word: Token) -> Token | None:
    """Return the past tense above a day by which something is decided on, or somebody told to do something."""
    verb = word.head
    while verb.dep_ in ("acl", "relcl", "xcomp", "dobj", "prep", "pobj") and verb.tag_ != "VBD":
        lemma = verb.lemma_.lower()
        if verb.tag_ == "VB" and (lemma in lexicon("time").timetable or lemma in lexicon("repairs").timed):
            return None  # "told them to stay at home on Friday"
        step, verb = verb, verb.head
        if verb.lemma_.lower() in lexicon("repairs").instructing and step.dep_ == "xcomp":
            break  # "was told to pay"
    past = verb.tag_ == "VBD" or any(c.lower_ in ("was", "were") for c in verb.lefts if c.dep_ in AUXILIARIES)
    words = lexicon("repairs")
    known = verb.lemma_.lower() in words.instructing | words.deciding or word.head.lower_ in ("from", "to")
    return verb if past and known else None
