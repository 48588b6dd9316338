"""What "more" counts, what something is "off", who of a list moved, for what more is paid, and what is earned."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.change.cues import Cue
from eventx.facts.change.roles import Frame
from eventx.facts.change.standards import lifted_off
from eventx.facts.change.values import Clause, Value
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.nouns import core
from eventx.mentions.persons import is_of_people
from eventx.syntax.arguments import object_of
from eventx.syntax.labels import NOUNS, has_right
from eventx.syntax.phrases import governed, governing_verb, is_time, noun_phrase, subject, whole_phrase
from eventx.syntax.tokens import word_before

_RATE = 3  # tokens from a sum to "for": "$9 *a month for* a room"


def of_off(cue: Cue) -> Chars | None:
    """Return what is cheaper by an amount: "70% off *all shoes*"; no "12% off its highs"."""
    if (whole := lifted_off(cue.token)) is not None:
        return whole_phrase(whole)  # "took $3 off *the price*"
    tied = cue.token.rights if cue.token.lower_ == "off" else ()
    held = next((c for c in tied if c.dep_ in ("pobj", "pcomp")), None)
    owned = held is not None and any(c.tag_ == "PRP$" for c in held.lefts)  # "shares were 5% off their best"
    if held is None or owned or held.lemma_.lower() in lexicon("change").priced:
        return None
    return whole_phrase(held)


def of_listed(cue: Cue) -> Chars | None:
    """Return the name of a list that "up" or "down" is set off from: "losers were *Alba*, down 3%, *Lorne*, off 2%"."""
    at = cue.token.i - 1
    if cue.kind != "adverb" or cue.first != cue.token or at < 1 or cue.token.doc[at].text != ",":
        return None
    name = top = cue.token.doc[at - 1]
    while top.dep_ in ("conj", "appos") and top.head.i < top.i:
        top = top.head
    verb = top.head
    behind = ("nsubj", "npadvmod") if top.i > verb.i else ()  # "among them was *Alba*"
    told = top.dep_ in ("attr", *behind)
    listed = (told and verb.lemma_ == "be") or (top.dep_ == "dobj" and verb.lemma_ == "include")
    code = word_before(name).like_num  # "was 9 billion *USD*, up 3%"
    return core(name) if listed and name.pos_ == "PROPN" and not (code or is_time(name)) else None


def of_count(cue: Cue, clause: Clause) -> Chars | None:
    """Return what "more" and "fewer" count: "4% more *pubs*"."""
    after = clause.after(cue.token)
    if after is not None and after.pos_ == "ADJ" and after.head.i > after.i:
        after = after.head
    if after is None or after.pos_ not in NOUNS or is_time(after):
        value = clause.behind(cue.token.i)
        if value is None or cue.token.lower_ not in lexicon("change").counts.counting:
            return None
        counts = value.reach > value.last and value.number.unit is None and not value.points
        noun = cue.token.nbor(-1)  # "12 *vessels* more", but "five times more"
        things = noun.lemma_ not in lexicon("change").any_of("measures", "lengths") and noun.lower_ != "times"
        return core(noun) if counts and things else None
    start, end = noun_phrase(after)
    return max(start, cue.token.idx + len(cue.token) + 1), end


def of_payment(frame: Frame, clause: Clause) -> Chars | None:
    """Return for what somebody pays more: "will pay $40 more for *a pass*", "pay $9 for *a pass*, $1 more"."""
    sums = [value for value in (*frame.amounts[-1:], frame.final) if value is not None and value.money]
    ends = (value.last + 1 if value in frame.amounts else value.last for value in sums)
    for value, end in zip(sums, ends, strict=True):
        verb, near = governing_verb(clause.span.doc[value.first]), clause.span.doc[end : end + _RATE]
        pays = verb is not None and verb.lemma_.lower() in lexicon("change").paying
        tie = next((t for t in near if t.lower_ == "for"), None)
        held = governed(tie) if pays and tie is not None else None
        if held is not None and not is_time(held):
            return noun_phrase(held)
    return None


def is_paid(level: Value, clause: Clause) -> bool:
    """Tell whether a level is only what somebody pays or gets: "farmers *get* $4 a bushel, down from $5"."""
    verb = governing_verb(clause.span.doc[level.first]) if level.money else None
    held = subject(verb) if verb is not None else None
    return held is not None and held.head.lemma_.lower() in lexicon("change").paying and is_of_people(held)


def made_from(final: Value, held: Token, verb: Token) -> Chars | None:
    """Return what a sum is made from, else the verb that tells it, where who makes it is no measure.

    "Chad earned $4 from *oil exports*, up 3%", "the group *earned* $4, up 3%".
    """
    if not final.money or final.prep == "at" or verb.i > final.first:
        return None
    terms, word, own = lexicon("change"), verb.lemma_.lower(), (verb.idx, verb.idx + len(verb))
    if word in terms.spending:
        return own
    if word not in terms.any_of("making", "generating"):
        return None
    heads = (verb, verb.doc[final.last - 1])  # "earned 4 *shillings* from tea"
    made = next(filter(None, (object_of(head, "from") for head in heads)), None)
    if made is not None and made.pos_ == "NOUN":
        return noun_phrase(made)
    named = held.ent_type_ in ("ORG", "PERSON", "GPE") or held.pos_ == "PRON"
    somebody = named or held.lemma_.lower() in lexicon("entities").bodies
    return own if somebody and word in terms.making else None


def is_part(noun: Token, verb: Token, level: Value, clause: Clause) -> bool:
    """Tell whether the part, and nobody who has it, is the subject: "*coal* met 40% of demand", no "the firm has"."""
    if not level.relative or clause.whole(level, ("of",)) is None:
        return False
    if verb.lemma_ in lexicon("parts").being or (verb.lemma_ == "make" and has_right(verb, "prt")):
        return True
    bodies = lexicon("entities").any_of("bodies", "offices")
    telling = verb.lemma_ in lexicon("government").any_of("speaking", "showing")
    other = any(c.dep_ == "dobj" and not level.first <= c.i < level.last for c in verb.rights)  # "puts *it* at 5%"
    thing = noun.pos_ == "NOUN" and noun.lemma_.lower() not in bodies and not is_of_people(noun)
    return thing and not other and not telling
