"""Cues: the words of a sentence that tell a change, with their kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from spacy.tokens import Token

from eventx.facts.change.values import Clause, Value
from eventx.facts.change.vocabulary import Word, forms, multiples, nouns, verbs
from eventx.lexicons import lexicon
from eventx.records import Direction
from eventx.syntax.labels import NOUNS

Kind = Literal["verb", "noun", "adverb", "count", "flat", "signed"]
ASKED = "asked"
"""The base of a word that asks or offers a rise without saying so: what rises was told before."""
_FOLD = 8  # tokens behind a verb in which "fivefold" stands
_THAN = 8  # tokens behind "more" in which "than" stands
_TIED = 7  # tokens behind a headline's plural noun that is a verb, up to its number


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of change: ``token`` it, ``first`` where its phrase begins ("came down").

    ``ratio`` is the per cent that ``multiple``, a word, tells by itself: "doubled", "rose *fivefold*", "cut in *half*".
    """

    token: Token
    first: Token
    kind: Kind
    word: Word
    multiple: Token | None = None
    ratio: Decimal | None = None


def find_cues(clause: Clause) -> Iterator[Cue]:
    """Find the cues of a sentence, in order."""
    inside = {i for value in clause.values for i in range(value.first, value.last)}
    signed = {value.first: way for value in clause.values if (way := _sign(value, clause)) is not None}
    for token in clause.span:
        form = token.lower_
        if token.i in signed:
            yield Cue(token, token, "signed", Word("signed", signed[token.i], subject=True))
        if token.i in inside and not (form in verbs() and verbs()[form].ratio):
            continue
        comparative = form == "lower" and token.tag_ in ("JJR", "RBR")
        kind = "adverb" if comparative else _kinds().get(form)
        if kind is not None and (cue := _RULES[kind](token, clause)) is not None:
            yield _with_ratio(cue, clause)


def _sign(value: Value, clause: Clause) -> Direction | None:
    """Return the way of a signed per cent right behind a name: "Kestrel Corp. (-2.8 percent)", "the Kospi +0.4%"."""
    doc, start = clause.span.doc, value.first
    plus = doc[start].text.startswith("+") or (start > clause.span.start and doc[start - 1].text == "+")
    at = start - 1 - (plus and doc[start - 1].text == "+")
    at -= at > clause.span.start and doc[at].text == "("
    at -= at > clause.span.start and doc[at].text == ","  # "Kestrel Corp., (-2.8 percent)"
    named = at >= clause.span.start and doc[at].pos_ in (*NOUNS, "NUM") and value.relative
    return None if not named else "up" if plus else "down" if (value.number.value or 0) < 0 else None


def _lowering() -> list[str]:
    """Return the adverbs that turn a verb round."""
    return lexicon("change").adverbs.down  # type: ignore[no-any-return]


@cache
def _kinds() -> dict[str, str]:
    """Return which rule reads a word, by form."""
    terms = lexicon("change")
    return (
        dict.fromkeys(forms("bargaining", "verbs") | forms("bargaining", "linked"), "asking")
        | dict.fromkeys(terms.adverbs.up | terms.adverbs.down, "adverb")
        | dict.fromkeys(terms.counts.up | terms.counts.down, "count")
        | dict.fromkeys((*verbs(), *nouns()), "word")
        | dict.fromkeys(terms.flat.words | terms.flat.steady, "flat")
    )


def _word(token: Token, clause: Clause) -> Cue | None:
    """Tell verb from noun; the tagger is overruled where the words beside leave no doubt."""
    verb, noun, after = verbs().get(token.lower_), nouns().get(token.lower_), clause.after(token)
    if noun is not None and (verb is None or _is_noun(token, clause)):
        modifies = after is not None and after.pos_ in NOUNS and token.dep_ == "compound"
        return None if modifies else Cue(token, token, "noun", noun)  # "growth forecast", "cut plans"
    if verb is None or (verb.ratio is not None and not _is_multiplied(token, after)):
        return None
    if verb.direction is None and (after is None or after.lower_ not in ("from", "to")):
        return None  # "went from 3,000 to 5,000", "was revised to 5 from 3"
    if noun is None and token.pos_ in NOUNS and verb.ratio is None and not _is_headline_verb(token, clause):
        return None  # "progress", "on a scale of one to six"
    if _is_silent(token, verb):
        return None
    return Cue(token, token, "flat" if verb.direction == "flat" else "verb", verb)


def _is_silent(token: Token, verb: Word) -> bool:
    """Tell whether a verb's form tells no change, or an adverb that turns it round does: "pushed crude down"."""
    if token.dep_ == "amod" and token.tag_ in ("VBN", "JJ") and token.head.i > token.i and verb.ratio is None:
        return True  # "augmented reality"
    turned = any(c.lower_ in _lowering() and c.dep_ != "prep" for c in token.rights)
    return turned and verb.base in lexicon("change").movers.verbs


def _is_multiplied(token: Token, after: Token | None) -> bool:
    """Tell whether "double" and its like tell a change: no "double bed", "double-digit"."""
    if token.pos_ not in (*NOUNS, "ADJ") or after is None:
        return True
    return after.pos_ in ("ADP", "SCONJ", "PUNCT") and after.text != "-"


def _is_noun(token: Token, clause: Clause) -> bool:
    before = clause.before(token)
    if before is not None:
        if before.pos_ == "DET" or before.lower_ in ("of", "further") or clause.behind(token.i) is not None:
            return True
        if before.tag_ in ("MD", "TO") or before.lemma_ in ("have", "not"):
            return False
    return token.pos_ in (*NOUNS, "ADJ") and not _is_headline_verb(token, clause)


def _is_headline_verb(token: Token, clause: Clause) -> bool:
    """Tell whether the tagger took a verb for a noun: "exports fall 6%" has a noun before it and a number behind."""
    before = clause.before(token)
    if before is None or before.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "X"):
        return False
    if verbs()[token.lower_].weak and any(c.dep_ == "det" or c.tag_ == "PRP$" for c in token.lefts):
        return False  # "and its oil contract 2%"
    near = token.i + (_TIED if token.tag_ == "NNS" else 1)
    tied = {value.lead for value in clause.values if value.prep in ("by", "to", "from") and value.lead <= near + 1}
    return any(
        value.lead == token.i + 1 or (value.lead > token.i + 1 and value.lead in tied) for value in clause.values
    )


def _with_ratio(cue: Cue, clause: Clause) -> Cue:
    """Add the per cent that the cue's own words tell: "doubled", "rose fivefold", "cut in half"."""
    if cue.word.ratio is not None:
        return replace(cue, multiple=cue.token, ratio=cue.word.ratio)
    if cue.kind not in ("verb", "noun"):
        return cue
    at, doc = cue.token.i, cue.token.doc
    near = (
        doc[at + 1 : min(at + 1 + _FOLD, clause.span.end)]
        if cue.kind == "verb"
        else doc[max(at - 2, clause.span.start) : at]
    )
    for token in near:
        if (percent := multiples().get(token.lower_)) is not None:
            return replace(cue, multiple=token, ratio=percent)
        if token.lower_ == "half" and token.nbor(-1).lower_ == "in":
            return replace(cue, multiple=token, ratio=Decimal(50))
        if token.text in (",", ";") or token.pos_ in ("VERB", "AUX"):
            break
    return cue


def _adverb(token: Token, clause: Clause) -> Cue | None:
    """Read "up 22%", "down from 520", "2.3 per cent higher", "came down to 25"."""
    if token.i > clause.span.start and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        return None  # "a pick-up over five years"
    first = _with_verb(token, clause)
    if first is None or not (amount_before(token, clause) is not None or _is_followed(token, first, clause)):
        return None
    way: Direction = "up" if token.lower_ in lexicon("change").adverbs.up else "down"
    return Cue(token, first, "adverb", Word(token.lower_, way, subject=True, object=True))


def _is_followed(token: Token, first: Token, clause: Clause) -> bool:
    """Tell whether a number follows an adverb: "up 22%", "down from 520", "put up prices by 3%"; not "up to 500"."""
    step = clause.after(token)
    while step is not None and step.pos_ == "ADV" and clause.ahead(step.i) is None:
        step = clause.after(step)
    if step is None or (step.lower_ == "to" and token.lower_ == "up" and first is token):
        return False
    if clause.ahead(step.i) is not None or step.lower_ == "on":
        return True
    if step.lower_ in lexicon("change").governors and clause.ahead(step.i + 1) is not None:
        return True
    return token.dep_ == "prt" and first.i == token.i - 1 and any(value.lead > token.i for value in clause.values)


def _with_verb(token: Token, clause: Clause) -> Token | None:
    """Return the verb that an adverb goes with ("brought down"), else the adverb; None where it tells no change."""
    near = token.doc[max(clause.span.start, token.i - 3) : token.i]
    verb = next((t for t in reversed(near) if t.pos_ not in ("ADV", "PART", "PRON")), None)
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        mover = _mover_of(token)
        return mover if mover is not None else token if token.lower_ != "off" else None
    word = verbs().get(verb.lower_)
    turned = token.lower_ in _lowering() and verb.lemma_ in lexicon("change").movers.verbs
    if (word is not None and word.direction is not None and not turned) or not _goes_with(token, verb, clause):
        return None  # "climbed up": the verb tells it
    return verb if verb.lemma_.lower() in lexicon("change").movers.verbs and verb.pos_ == "VERB" else token


def _mover_of(token: Token) -> Token | None:
    """Return the verb whose object stands before its adverb: "*pushed* barley down"."""
    verb = token.head
    moves = verb.pos_ == "VERB" and verb.lemma_ in lexicon("change").movers.verbs and token.dep_ in ("prt", "advmod")
    return verb if moves and any(c.dep_ == "dobj" and c.right_edge.i + 1 == token.i for c in verb.rights) else None


def _goes_with(token: Token, verb: Token, clause: Clause) -> bool:
    """Tell whether an adverb tells a change with its verb; not "made up 85%", "put up $3 million", "laid off 40"."""
    lemma, value, terms = verb.lemma_.lower(), clause.ahead(token.i + 1), lexicon("change")
    if token.lower_ == "off":
        return lemma == "be" and value is not None and (value.relative or value.money)
    if token.lower_ not in terms.particles:
        return True
    if lemma not in terms.movers.verbs:
        return value is not None and value.relative and lemma not in terms.blockers
    if value is None and token.nbor(1).lower_ not in terms.governors:
        value = clause.ahead(token.i + 2)
    takes = lemma in terms.movers.transitive and verb.i == token.i - 1
    return not takes or value is None or value.relative


def amount_before(token: Token, clause: Clause) -> Value | None:
    """Return the amount before an adverb: "1% lower"; not "7 up 2"."""
    value = clause.behind(token.i)
    if value is not None and (counted := clause.counted(value)) is not None and counted.lemma_ == "time":
        return None  # "three times higher"
    if value is None or token.lower_ not in lexicon("change").particles:
        return value
    bare = value.number.unit is None and not value.points
    return None if bare or clause.ahead(token.i + 1) is not None else value


def _count(token: Token, clause: Clause) -> Cue | None:
    """Read "62,000 fewer", "10% more teachers" and "12% less than in May"; "more" and sizes ask for a time."""
    value, after, counts = clause.behind(token.i), clause.after(token), lexicon("change").counts
    if value is None:
        return None
    quality = after is not None and after.pos_ in ("ADV", "ADJ") and after.head.pos_ not in NOUNS
    part = value.number.unit == "percent" and after is not None and after.pos_ in NOUNS
    if not (part or (token.lower_ in counts.free and not quality)) and not _than_in_time(token, clause):
        return None  # "hire 5,000 more", "less likely to occur"
    way: Direction = "up" if token.lower_ in counts.up else "down"
    return Cue(token, token, "count", Word(token.lower_, way, subject=True))


def _than_in_time(token: Token, clause: Clause) -> bool:
    """Tell whether "than" and a time follow: "than in 2019", "than a year ago", "than it did last year"."""
    doc, end = token.doc, clause.span.end
    than = next((i for i in range(token.i + 1, min(token.i + 4, end)) if doc[i].lower_ == "than"), end)
    near = doc[than + 1 : min(than + 7, end)]
    return any(t.ent_type_ in ("DATE", "TIME") or t.lower_ in lexicon("change").times for t in near)


def _flat(token: Token, clause: Clause) -> Cue | None:
    """Read "was unchanged", "flat at 5", "stable at 4,000", "little changed"."""
    before, after, terms = clause.before(token), clause.after(token), lexicon("change").flat
    if before is None or (token.dep_ == "amod" and token.head.i > token.i):
        return None  # "a flat fee"
    if token.lower_ == "changed" and before.lower_ != "little":
        return None
    level = after is not None and after.lower_ == "at" and clause.ahead(after.i + 1) is not None
    near = token.doc[max(clause.span.start, token.i - 4) : token.i]
    still = token.lower_ in terms.words and any(t.lemma_ in terms.verbs for t in near)
    if not (level or still or token.lower_ == "unchanged"):
        return None
    first = before if token.lower_ == "changed" else token
    return Cue(token, first, "flat", Word(token.lower_, "flat", subject=True))


def _asking(token: Token, clause: Clause) -> Cue | None:
    """Read "the union wants 14 per cent", "asks for 5%", "an offer of 4%": a bare per cent of what was spoken of."""
    terms, after = lexicon("change").bargaining, clause.after(token)
    linked = after is not None and after.lower_ in terms.links
    while after is not None and after.lower_ in terms.links:
        after = clause.after(after)
    direct = token.tag_.startswith("V") and token.lower_ not in forms("bargaining", "linked")
    value = clause.ahead(after.i) if after is not None and (linked or direct) else None
    if value is None or value.number.unit != "percent":
        return None
    behind = clause.counted(value)
    if behind is not None and (behind.lower_ in ("of", "on") or behind.pos_ in (*NOUNS, "ADJ", "ADV")):
        return None
    return Cue(token, token, "verb", Word(ASKED, "up", subject=True))


_RULES: dict[str, Callable[[Token, Clause], Cue | None]] = {
    "word": _word, "adverb": _adverb, "count": _count, "flat": _flat, "asking": _asking,
}  # fmt: skip
