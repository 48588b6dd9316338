"""Cues: the words of a sentence that tell a change, with their kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.strings import get_string_id
from spacy.tokens import Token

from eventx.facts.change import levels
from eventx.facts.change.multiples import is_multiplied
from eventx.facts.change.passing import closes_gap, has_levels, is_apart, is_no_way
from eventx.facts.change.signs import find_signs
from eventx.facts.change.standards import costs_more, is_beyond, is_of_place, is_set_apart, moves_price, than_in_time
from eventx.facts.change.steady import fails_to_move, is_on_hold, is_steadied, is_unmoved, shows_none, stays_at
from eventx.facts.change.values import Clause
from eventx.facts.change.vocabulary import Word, forms, joined_noun, nouns, phrasal, verbs, ways
from eventx.lexicons import lexicon
from eventx.syntax.labels import NOUNS, PATIENTS, VERBAL, first_right, has_left
from eventx.syntax.phrases import follows, precedes

Kind = Literal["verb", "noun", "adverb", "count", "flat", "signed"]
ASKED = "asked"
"""The base of a word that asks or offers a rise without saying so: what rises was told before."""
_LEVEL = 7  # tokens from a preposition to the level it governs: "down from an earlier forecast of 5"
_OBJECT = 9  # tokens behind a verb, with its object, up to its number
_TIED = 2  # tokens behind a noun that is a verb, up to its number


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of change: ``token`` it, ``first`` where its phrase begins ("came down")."""

    token: Token
    first: Token
    kind: Kind
    word: Word


def find_cues(clause: Clause) -> Iterator[Cue]:
    """Find the cues of a sentence, in order."""
    signed, kinds = find_signs(clause), _kinds()
    for token in clause.span:
        if token.i in signed:
            yield Cue(token, token, "signed", Word("signed", signed[token.i], subject=True))
        kind = kinds.get(token.lower)
        if kind is not None and (cue := _RULES[kind](token, clause)) is not None:
            yield cue


@cache
def _kinds() -> dict[int, str]:
    """Return which rule reads a word, by the number of its form."""
    kinds = (
        dict.fromkeys(forms("bargaining", "verbs"), "asking")
        | dict.fromkeys((*forms("flat", "staying"), *forms("closing", "verbs")), "staying")
        | dict.fromkeys(ways("adverbs"), "adverb")
        | dict.fromkeys(ways("counts"), "count")
        | dict.fromkeys((*verbs(), *nouns()), "word")
        | dict.fromkeys(phrasal(), "phrasal")
        | dict.fromkeys(ways("beyond"), "beyond")
        | dict.fromkeys(lexicon("change").flat.words, "flat")
        | dict.fromkeys(forms("flat", "failing"), "failing")
        | dict.fromkeys(lexicon("change").joined, "joined")
        | {"lower": "lower"}
    )
    return {get_string_id(form): kind for form, kind in kinds.items()}


def _word(token: Token, clause: Clause) -> Cue | None:
    """Tell verb from noun; the tagger is overruled where the words beside leave no doubt."""
    verb, noun = verbs().get(token.lower_), nouns().get(token.lower_)
    if shows_none(token, clause):
        return Cue(token, token.left_edge, "flat", Word(token.lemma_, "flat", subject=True))
    if noun is not None and (_is_noun(token, clause) if verb is not None else not levels.is_deed(token)):
        had = token.lower_ == "cut" and token.dep_ == "dobj" and token.head.lemma_ in lexicon("parts").having
        part = had and clause.behind(token.i) is not None and any(follows(c, "cut") for c in token.rights)
        if token.dep_ == "compound" or _is_changed(token) or part:
            return None  # "growth forecast", "cut plans", "takes a 30% cut of sales"
        return Cue(token, token, "noun", noun)
    if verb is None or not _tells_change(token, verb, clause):
        return None
    return Cue(token, token, "flat" if verb.direction == "flat" else "verb", verb)


def _is_changed(token: Token) -> bool:
    """Tell whether a verb of change changes what is said of a noun: "cut its forecast for *growth* to 2%"."""
    tie = token.head
    if token.dep_ != "pobj" or tie.lower_ not in ("for", "of") or tie.i == 0:
        return False
    whole = tie.nbor(-1)  # whichever of the two the parser hangs the tie on
    verb = verbs().get(whole.head.lower_) if whole.dep_ in PATIENTS else None
    return verb is not None and verb.direction in ("up", "down")


def _tells_change(token: Token, verb: Word, clause: Clause) -> bool:
    """Tell whether a form of a verb of change is one here: no "progress", "augmented reality", "pushed crude down"."""
    after = clause.after(token)
    if verb.ratio is not None:
        return is_multiplied(token, after, clause)
    if is_apart(token, verb, clause) or (after is not None and levels.lies(verb.base, after, clause)):
        return False
    if verb.base in lexicon("change").steadying and not is_steadied(token):
        return False
    sunk = clause.ahead(token.i + 1) if verb.base in lexicon("topic").sinking else None
    if sunk is not None and sunk.money and any(c.lower_ == "into" for c in token.rights):
        return False  # "is sinking $4 million into a mill"
    counted = token.lower_ in lexicon("change").countable and clause.behind(token.i + 1) is not None
    if counted or (verb.direction is None and not has_levels(token, verb, clause)):
        return False
    if token.lower_ not in nouns() and token.pos_ in NOUNS and not _is_headline_verb(token, clause):
        return False
    if token.dep_ == "amod" and token.head.i > token.i and not _is_perfect(token, clause):
        return False
    turned = any(ways("adverbs").get(c.lower_) == "down" and c.nbor(-1).text != "," for c in token.rights)
    return not (verb.direction == "up" and turned)


def _is_perfect(token: Token, clause: Clause) -> bool:
    """Tell whether "have" stands before a participle, whatever the parser makes of it: "have since slid 15%"."""
    before = clause.before(token, "ADV", "SCONJ")
    return token.tag_ == "VBN" and before is not None and before.lemma_ == "have"


def _is_noun(token: Token, clause: Clause) -> bool:
    nominal = token.pos_ in (*NOUNS, "ADJ") and not _is_headline_verb(token, clause)
    told = clause.behind(token.i)
    return not levels.is_deed_of(token, told) if told is not None else nominal


def _is_headline_verb(token: Token, clause: Clause) -> bool:
    """Tell whether the tagger took a verb for a noun: "exports fall 6%" has a noun before it and a number behind."""
    before = clause.before(token)
    if before is None or before.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "X"):
        return False
    if token.dep_ in ("dobj", "pobj") and has_left(token, "det", "poss"):
        return False  # "an 8% pay rise over two years", "trimmed its decline to 2%"
    word = verbs().get(token.lower_)
    moves = word is not None and word.object and token.lower_ not in nouns()  # "bank lowers growth forecast to 5%"
    reach = _OBJECT if moves and token.lower_.endswith("s") else _TIED
    after = (value for value in clause.values if token.i < value.lead <= token.i + reach)
    return any(value.lead == token.i + 1 or value.prep in ("by", "to", "from") for value in after)


def _adverb(token: Token, clause: Clause) -> Cue | None:
    """Read "up 22%", "down from 520", "2.3 per cent higher", "came down to 25"."""
    before, first = clause.before(token), _with_verb(token, clause)
    if before is not None and before.lower_ in lexicon("change").scored:
        return None  # "three times higher", "two goals down"
    if is_no_way(token, clause) or (token.lower_ == "off" and is_of_place(token, clause)):
        return None
    if first is None or not (clause.right_before(token.i) or _is_followed(token, first, clause)):
        return None
    way = ways("adverbs", "beyond")[token.lower_]
    return Cue(token, first, "adverb", Word(token.lower_, way, subject=True, object=token.lower_ in ways("adverbs")))


def _joined(token: Token, clause: Clause) -> Cue | None:
    """Read "a 5% sell-off", else what its last word tells alone."""
    noun = joined_noun(token)
    if noun is None:
        return _adverb(token, clause) if token.lower_ in ways("adverbs") else None
    return None if token.dep_ == "compound" or _is_changed(token) else Cue(token, token.nbor(-2), "noun", noun)


def _is_followed(token: Token, first: Token, clause: Clause) -> bool:
    """Tell whether a number follows an adverb: "up 22%", "down from 520", "put up prices by 3%"; not "up to 500"."""
    step = clause.after(token)
    while step is not None and clause.ahead(step.i) is None and (step.pos_ == "ADV" or is_set_apart(step)):
        step = clause.after(step)
    if step is None:
        return False
    tie = "from" if step.lower_ == "on" else step.lower_  # "up on 500 a year ago"
    reach = _LEVEL if tie == "from" else 2
    ruled = (value for value in clause.values if value.prep == tie and step.i < value.lead < step.i + reach)
    governed = tie in lexicon("change").governors and next(ruled, None) is not None
    if governed or clause.ahead(step.i) is not None:
        return True
    return first.i == token.i - 1 and any(value.lead > token.i for value in clause.values)


def _with_verb(token: Token, clause: Clause) -> Token | None:
    """Return the verb that an adverb goes with ("brought down"), else the adverb; None where it tells no change."""
    verb = clause.before(token)
    if verb is None or verb.pos_ not in VERBAL or levels.is_plural_noun(verb):
        return None if levels.is_of_other(token, clause) else levels.mover_of(token, clause) or token
    word = verbs().get(verb.lower_)
    if (word is not None and word.direction is not None) or not _goes_with(token, verb, clause):
        return None  # "climbed up": the verb tells it
    return verb if verb.pos_ == "VERB" else token


def _goes_with(token: Token, verb: Token, clause: Clause) -> bool:
    """Tell whether an adverb tells a change with its verb; not "made up 85%", "put up $3 million", "laid off 40"."""
    lemma, value, terms = verb.lemma_.lower(), clause.ahead(token.i + 1), lexicon("change")
    if token.lower_ == "off":
        return lemma == "be" and value is not None
    whole = value is not None and token.doc[value.reach - 1].dep_ == "dobj"
    if value is not None and whole and lemma in terms.movers and levels.is_polled(value, clause.span):
        return True  # "picked up 3 points in the poll"
    held = value is not None and (whole or not value.relative)  # but "opened up 3%"
    return lemma in terms.movers and not (lemma in terms.transitive and (held or _has_sum(verb, clause)))


def _has_sum(verb: Token, clause: Clause) -> bool:
    """Tell whether an amount stands within the object of a verb: "open up their $5 trillion industry"."""
    held = first_right(verb, "dobj")
    ties = lexicon("change").governors  # but "picked up *to 3%*"
    own = (value for value in clause.values if value.prep not in ties or not value.relative)
    return held is not None and any(held.left_edge.i <= value.first < held.i for value in own)


def _count(token: Token, clause: Clause) -> Cue | None:
    """Read "62,000 fewer", "10% more teachers" and "12% less than in May"; "more" and sizes ask for a time."""
    told, after = clause.right_before(token.i), clause.after(token)
    if not told or (token.doc[max(told[-1].lead - 1, 0)].lower_ in verbs() and precedes(token, "than")):
        return None  # no "fell 4% *more* than expected"
    value = told[-1]
    open_end = value.prep not in lexicon("change").particles and (after is None or after.pos_ == "PUNCT")
    ends = open_end or (after is not None and after.pos_ in NOUNS)
    part = value.number.unit == "percent" and ends  # "earns a third more", "12% more teachers"
    free = part or token.lower_ in lexicon("change").counts.free or costs_more(token, value, clause)
    if not free and not than_in_time(token, clause):
        return None  # "hire 5,000 more"
    return Cue(token, token, "count", Word(token.lower_, ways("counts")[token.lower_], subject=True))


def _flat(token: Token, clause: Clause) -> Cue | None:
    if not is_unmoved(token, clause):
        return None
    first = token.nbor(-1) if token.lower_ == "changed" else token  # "little changed"
    return Cue(token, first, "flat", Word(token.lower_, "flat", subject=True))


def _failing(token: Token, clause: Clause) -> Cue | None:
    return Cue(token, token, "flat", Word("fail", "flat", subject=True)) if fails_to_move(token, clause) else None


def _staying(token: Token, clause: Clause) -> Cue | None:
    if token.lower_ in forms("closing", "verbs"):
        word = Word(token.lemma_, "down", subject=True, object=True)
        return Cue(token, token, "verb", word) if closes_gap(token, clause) else None
    if stays_at(token, clause):
        return Cue(token, token, "flat", Word(token.lemma_, "flat", subject=True, object=True))
    if token.lower_ == "hold" and is_on_hold(token, clause):
        return Cue(token, token.nbor(-1), "flat", Word("hold", "flat", subject=True))
    return _asking(token, clause) if token.lower_ in forms("bargaining", "verbs") else None


def _asking(token: Token, clause: Clause) -> Cue | None:
    """Read "the union wants 14 per cent", "asks for 5%", "an offer of 4%": a bare per cent of what was spoken of."""
    after = clause.after(token)
    if token.dep_ == "pobj" and follows(token, *lexicon("change").bargaining.within):
        return None  # "a fall in *demand* of 5%"
    while after is not None and after.lower_ in lexicon("change").bargaining.links:
        after = clause.after(after)
    value = clause.ahead(after.i) if after is not None else None
    counted = clause.counted(value) if value is not None else None
    relative = (
        value is not None
        and value.number.unit == "percent"
        and (counted is None or not (counted.lower_ in ways("adverbs") or levels.is_measured(counted)))
    )
    return Cue(token, token, "verb", Word(ASKED, "up", subject=True)) if relative else None


def _beyond(token: Token, clause: Clause) -> Cue | None:
    """Read how far from an earlier level something is: "38% below its high", "4 points below last year"."""
    told = clause.right_before(token.i)
    return _adverb(token, clause) if is_beyond(token, told[-1] if told else None, clause) else None


def _lower(token: Token, clause: Clause) -> Cue | None:
    """Tell the comparative from the verb: "2% lower", no "the lower 48"."""
    if token.tag_ not in ("JJR", "RBR"):
        return _word(token, clause)
    before = clause.before(token)
    return None if before is not None and before.lower_ == "the" else _adverb(token, clause)


def _with_particle(token: Token, clause: Clause) -> Cue | None:
    """Read "pulled back 20%", "gave up 2 points", "put on 3 cents", "came off by"; not "gave up 5% of its stake"."""
    after = clause.after(token)
    way = phrasal()[token.lower_].get(after.lower_) if after is not None else None
    value = clause.ahead(token.i + 2 + (after is not None and precedes(after, "by")))
    if after is None or way is None or value is None or not (value.relative or moves_price(token, value, clause)):
        return None
    whole = clause.whole(value, ("of",))
    if whole is not None and whole.lemma_.lower() not in lexicon("change").own_worth:
        return None
    return Cue(after, token, "adverb", Word(after.lower_, way, subject=True))


_RULES: dict[str, Callable[[Token, Clause], Cue | None]] = {
    "word": _word, "adverb": _adverb, "count": _count, "flat": _flat, "staying": _staying, "asking": _asking,
    "phrasal": _with_particle, "beyond": _beyond, "lower": _lower, "joined": _joined, "failing": _failing,
}  # fmt: skip
