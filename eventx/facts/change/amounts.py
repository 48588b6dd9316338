"""Amounts: which numbers around a cue can be how far something moved."""

from __future__ import annotations

from spacy.tokens import Span, Token

from eventx.facts.change.cues import Cue
from eventx.facts.change.levels import is_to_level
from eventx.facts.change.standards import SMALL, is_of_index, is_size
from eventx.facts.change.values import Clause, Value
from eventx.facts.change.vocabulary import verbs, ways
from eventx.facts.change.window import is_apposed, is_plural, opens_clause
from eventx.lexicons import lexicon
from eventx.mentions.nouns import is_hyphened
from eventx.mentions.persons import is_of_people, is_person
from eventx.syntax.labels import NOUN_SUBJECTS, NOUNS, SUBJECTS, first_right, has_left
from eventx.syntax.phrases import governed, is_time, modified, object_before, precedes, subject

PLAIN = frozenset({"ADV", "ADJ", "PART", "DET", "PRON", "SCONJ", "INTJ", "SPACE"})
_CLOSING = frozenset({"ADP", "VERB", "CCONJ", "PUNCT", "AUX", "SCONJ"})
_LOOSE = ("in", "of")
_LIFTED = ("to", "for", "in")
_BEHIND = ("out", '"', "”")  # between a verb and its amount
NOMINAL = frozenset({*NOUNS, "ADJ", "ADV", "DET", "ADP", "PART", "SPACE"})
"""Parts of speech of what may stand in a noun phrase."""
_PREMODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "SPACE", "VBN"})
_BETWEEN = 3  # words between an amount and its noun
_AGAIN = 6  # tokens between an amount and the same in per cent: "5 tonnes a day, or a tenth"
_MANY = 100  # of changes, no more are counted
GAP = 12  # tokens between the number of a clause and that of one without verb
_PARTICLES = ("prt", "advmod")


def is_bare(cue: Cue, value: Value, clause: Clause) -> bool:
    """Tell whether a number without preposition is the amount: "rose 3%", "gained 1,088 points", "cut rates 25 bp"."""
    small = value.relative or (value.money and (value.number.value or SMALL) < SMALL)
    tied = _PARTICLES if small and clause.whole(value, ("of",)) is None else ()
    own = [t for t in cue.token.rights if t.dep_ in tied and t.lower_ in ways("adverbs")]  # "crept *up* 2p"
    between = [t for t in clause.span.doc[cue.token.i + 1 : value.lead] if not is_hyphened(t) and t not in own]
    near = all(token.pos_ in PLAIN or token.ent_type_ in ("DATE", "TIME") for token in between)
    if cue.kind == "adverb" and cue.token.i + 1 < value.first and cue.token.nbor(1).lower_ == "than":
        return False  # "is higher than 5%"
    if value.relative:
        if _is_part(cue, value, clause):
            return False
        return near or not any(t.pos_ in _CLOSING for t in between) or _parts_level(value, clause)
    whole = taken_from(cue, value, clause)
    measured = whole is not None and (value.money or whole.lemma_ in lexicon("change").dimensions)
    if measured or (value.money and _is_of_price(cue, value, clause)):
        return True  # "shaved $3 million off its value"
    if whole is not None and whole.head.lower_ == "off" and cue.word.base != "add" and is_size(value, clause):
        return True  # "shaved two seconds off the record"
    moves = near and cue.word.subject
    counted = clause.counted(value)
    return moves and (cue.kind == "adverb" or _is_amount(cue, value, counted, clause))


def is_held(cue: Cue, value: Value, clause: Clause) -> bool:
    """Tell whether a number is within the object that a verb moves or drops: "its *5%* rate", no "another 5 points"."""
    after = clause.counted(value)
    joined = after is not None and after.text == "-" and after.i + 1 < len(after.doc)  # "its four-point lead"
    after = after.nbor(1) if after is not None and joined else after
    noun = modified(after) if after is not None and (cue.word.object or value.money) else cue.token
    moved = noun.dep_ == "dobj" and noun.head == cue.token and not (is_time(noun) or (value.points and not joined))
    return moved and any(c.dep_ in ("det", "poss") and c.lower_ != "another" and c.i < value.first for c in noun.lefts)


def _parts_level(value: Value, clause: Clause) -> bool:
    """Tell whether a per cent stands between a noun and its new level: "cut its stake in Alba *2%* to 40,000"."""
    behind = any(other.prep == "to" and other.lead == value.last + 1 for other in clause.values)
    return behind and clause.span.doc[value.lead - 1].pos_ in NOUNS


def _is_part(cue: Cue, value: Value, clause: Clause) -> bool:
    """Tell whether a per cent is a part: "cut a fifth of its *staff*", "gained 40% of the *votes*", "half *their*"."""
    whole, after = clause.whole(value, ("of",)), clause.counted(value)
    if cue.word.direction == "up":
        part = whole is not None and whole.lemma_.lower() not in lexicon("change").own_worth
        return cue.word.weak and (part or (after is not None and after.tag_ == "PRP$"))
    return cue.word.base != "lose" and whole is not None and whole.lemma_.lower() in lexicon("change").staff


def _is_of_price(cue: Cue, value: Value, clause: Clause) -> bool:
    """Tell whether a sum stands right behind the price that moves: "cut its price for oil *75 cents a barrel*"."""
    held = object_before(cue.token, clause.span.doc[value.lead])
    if held is None or not cue.word.object or held.lemma_.lower() not in lexicon("change").prices:
        return False
    between, small = clause.span.doc[held.i + 1 : value.lead], (value.number.value or SMALL) < SMALL
    tied = value.lead > held.i + 1 and between[-1].pos_ not in (*NOUNS, "ADJ")
    return small and not tied and all(t.text not in (",", "(") and t.pos_ != "CCONJ" for t in between)


def counts_buyers(cue: Cue, value: Value, clause: Clause) -> bool:
    """Tell whether a number counts whom a price is for: "cut the price of what it sells *to 300 shops*"."""
    held = [c for c in cue.token.children if c.dep_ in ("dobj", *NOUN_SUBJECTS)]
    held += [cue.token.head] if cue.token.dep_ == "amod" else []
    counted = None if value.money or value.relative else clause.counted(value)
    plain = counted is not None and counted.tag_ == "NNS" and not is_time(counted)
    return plain and any(t.lemma_.lower() in lexicon("change").dues for t in held)


def counts_things(value: Value, clause: Clause) -> bool:
    """Tell whether a per cent is of a noun right behind it: "flat on 40% *more volume*", no "steady on 9%"."""
    counted = clause.counted(value)
    return counted is not None and counted.pos_ in (*NOUNS, "ADJ", "DET") and not is_time(counted)


def taken_from(cue: Cue, value: Value, clause: Clause) -> Token | None:
    """Return what an amount is taken off or added to: "lost $3 million in *market value*"; no "in the crash"."""
    terms = lexicon("change")
    ties = terms.off if cue.word.base in terms.taking else ("to",) if cue.word.base == "add" else ()
    sized, counted = clause.whole(value, _LOOSE), clause.counted(value)
    physical = bool(value.number.unit) or (
        counted is not None and counted.lemma_ in terms.any_of("lengths", "measures")
    )
    measured = physical and sized is not None and sized.lemma_ in terms.dimensions  # "gained 3 metres in *height*"
    whole = sized if measured else clause.whole(value, ties)
    if whole is None or not (value.joined or value.prep in (cue.token.lower_, *_BEHIND)):
        return None  # "cut $3 from wages *and $2 from pensions*"
    if whole.head.lower_ not in _LOOSE or measured:
        return whole
    plain = whole.pos_ == "NOUN" and not is_time(whole) and not has_left(whole, "det", "poss")
    plain = plain or (whole.head.lower_ == "of" and whole.lemma_.lower() in terms.granted)  # "$9 of *its grant*"
    return whole if value.money and plain and whole.lower_ not in lexicon("topic").scenes else None


def _is_amount(cue: Cue, value: Value, counted: Token | None, clause: Clause) -> bool:
    """Tell whether a number that is no per cent may be how far something moved; "lost 300 jobs" is no change."""
    terms = lexicon("change")
    if {value.number.unit, counted.lemma_.lower() if counted is not None else ""} & terms.lengths:
        more = any(t.lower_ == "another" for t in clause.span.doc[value.lead : value.first])  # "fell another two feet"
        who = subject(cue.token) if more else None
        thing = who is not None and who.pos_ == "NOUN" and who.dep_ == "nsubj" and not is_person(who)
        return cue.word.base in terms.lengthening or thing
    who = subject(cue.token) if value.money else None
    if who is not None and is_person(who) and all(v.prep != "to" for v in clause.values):
        return False  # "creditors recovered 40 cents on the dollar", but "miners lost 3 cents to $5"
    if value.money and cue.word.weak:
        if value.number.per == "share" and cue.word.base == "lose":
            return False  # "the firm lost $1.12 a share"
        granted = who is not None and who.lemma_.lower() in terms.granted  # "the roads budget gains $3 million"
        return granted or (value.number.value is not None and value.number.value < SMALL)
    things = counted is not None and counted.tag_ == "NNS" and counted.lemma_.lower() not in terms.measures
    things = things and not is_to_level(value, counted, clause)
    return (not cue.word.weak and not things) or is_of_index(value, clause)


def fits(cue: Cue, value: Value) -> bool:
    """Tell whether a number can be the amount of a noun: weak ones ("loss", "growth") take per cent and points only.

    But a price has "a loss of 92 cents" behind it, and pay "a raise of $1 an hour".
    """
    small = value.money and value.number.per != "share" and (value.number.value or SMALL) < SMALL
    if small and (is_apposed(cue) or cue.token.lemma_.lower() in lexicon("direction").nouns.paid):
        return True
    if value.money and cue.word.base in lexicon("direction").nouns.lifting:
        return _is_of_level(cue, value)
    if value.prep == "of" and cue.word.base in lexicon("direction").nouns.surging:  # "a spike of 400 *in* admissions"
        return value.relative or cue.token.doc[value.reach : value.reach + 1].text == "in"
    counted = cue.token.tag_ == "NNS" and not value.money
    counts = counted and ((value.number.value or _MANY) < _MANY or is_of_people(cue.token))  # "700 job cuts"
    return value.relative or not (cue.word.weak or counts)  # "two rate increases"


def _is_of_level(cue: Cue, value: Value) -> bool:
    """Tell whether it is a level that money lifts: "a *budget* boost of $6m", "a $6m boost to *pay*"; no "to Lorne"."""
    token, levels = cue.token, lexicon("change").any_of("divided", "dues", "prices")
    tied = (c for t in (token, token.doc[value.last - 1]) for c in t.rights if c.lower_ in _LIFTED)
    held = [c for noun in filter(None, map(governed, tied)) for c in (noun, *noun.lefts)]
    held += [c for c in token.lefts if c.dep_ == "compound"]
    held += [c for c in token.head.lefts if c.dep_ == "nsubjpass" and token.dep_ == "dobj"]  # "the *grant* was given"
    return any(noun.lemma_.lower() in levels for noun in held)


def stands_before(between: Span) -> bool:
    """Tell whether what stands between a number and a noun parts them not: "a 3% *year-on-year* rise"."""
    words = [token for token in between if not is_hyphened(token)]
    plain = all(not _PREMODIFIERS.isdisjoint((token.pos_, token.tag_)) for token in words)
    return plain and len(words) <= _BETWEEN


def is_worth(cue: Cue, value: Value, clause: Clause) -> bool:
    """Tell whether money or points are the amount of a noun that they stand before: "$4 million of tax cuts"."""
    own = has_left(cue.token, "det", "poss")  # "$4 million in its biggest cut"
    sized = value.money or (value.relative and value.number.unit != "percent")
    return sized and not own and clause.whole(value, _LOOSE) == cue.token


def ends_at(cue: Cue, level: Value | None) -> bool:
    """Tell whether a noun of change says where it ended: "a cut in its rate to 5%"; no "extending its drop to 11%"."""
    if level is None or level.prep != "to" or cue.kind != "noun" or not fits(cue, level) or level.lead <= cue.token.i:
        return False
    between = cue.token.doc[cue.token.i + 1 : level.governor(cue.token.doc)]
    return not is_moved(cue) and all(t.pos_ in NOMINAL or t.dep_ == "amod" for t in between)


def is_moved(cue: Cue) -> bool:
    """Tell whether a noun of change is itself what a verb of change moves: "cut its *losses*"."""
    return cue.token.dep_ == "dobj" and cue.token.head.lower_ in verbs()


def is_agent(value: Value, cue: Cue, clause: Clause) -> bool:
    """Tell whether a number behind "by" stands before the noun of who or what moves something, or counts them."""
    after = clause.counted(value)
    if cue.token.tag_ != "VBN" or after is None or is_time(after):
        return False
    if value.money or value.number.unit == "percent":
        return after.pos_ in NOUNS
    doer = modified(after)  # "raised by two new *mines*", but "cut by 3 tonnes", "by 30 workers", "by 3,000 cars"
    sized = value.points or bool(value.number.unit)
    sized = sized or doer.lemma_.lower() in lexicon("change").any_of("lengths", "measures")
    few = (value.number.value or _MANY) < _MANY
    return few and doer.tag_ == "NNS" and not sized and not is_of_people(doer)


def is_again(value: Value, last: int) -> bool:
    """Tell whether a number tells an amount again in another unit; that in another currency is no second change."""
    return value.prep in ("or", "(") and value.lead - last <= (GAP if value.money else _AGAIN)


def is_carried(cue: Cue, value: Value) -> bool:
    """Tell whether a change adds up to a per cent: "taking its *gain* this year to 12%", "extending *losses* to 3%"."""
    verb, terms = cue.token.head, lexicon("change")
    told = cue.kind == "noun" and cue.token.dep_ == "dobj" and value.prep == "to" and value.relative
    adds = verb.lemma_ in terms.summing or (verb.lemma_ in terms.adding and cue.token.lemma_ not in terms.themselves)
    return told and adds


def is_pace(value: Value, last: int, clause: Clause) -> bool:
    """Tell whether it says how fast that is, or was: "rose 1%, an annual rate of 4%", "at a 2% pace, after a 3% rate".

    ``last`` is the token behind the number before it; no "fell 1%, a jobless rate of 4%".
    """
    terms, noun = lexicon("change"), clause.counted(value)
    while noun is not None and noun.lower_ in terms.timed:
        noun = clause.after(noun)
    if value.prep != "of":
        if noun is None or noun.dep_ in SUBJECTS or precedes(noun, "of"):
            return False  # "after a 3% rate was offered"
        return value.prep in terms.paced and noun.lower_ in terms.paces
    noun = clause.span.doc[value.lead - 2]
    of_time = [c for c in noun.lefts if c.lower_ in terms.timed]
    named = any(c not in of_time and c.lower_ not in ("a", "an") for c in noun.lefts)
    said = noun.lower_ in terms.paces and noun.dep_ not in SUBJECTS  # "a weekly rate of 3% being common"
    return noun.i > last and said and bool(of_time) and not named


def is_alike(told: Value, value: Value, clause: Clause) -> bool:
    """Tell whether a number is of the unit of one before; one without unit may be: "zinc rose 3% and tin *2*"."""
    if value.number.unit == told.number.unit:
        return True
    after = clause.counted(value)
    ends = after is None or after.is_punct or after.pos_ in ("ADP", "CCONJ", "SCONJ", "SPACE") or is_time(after)
    plain = value.number.unit is None and value.number.form == "digits" and (value.number.value or _MANY) < _MANY
    return told.number.unit == "percent" and plain and ends


def is_times(value: Value, clause: Clause) -> bool:
    """Tell whether a number compares how fast two things move: "rose *four times as fast as* wages"."""
    at = value.last + (clause.span.doc[value.last : value.last + 1].text == "times")
    grade = clause.span.doc[at : min(at + 3, clause.span.end)]
    return len(grade) > 2 and grade[0].lower_ == grade[2].lower_ == "as"


def own_noun(end: int, last: int, clause: Clause) -> Span | None:
    """Return the noun of a clause that leaves its verb out: "exports rose 3% last year and *imports* 5%"."""
    doc = clause.span.doc
    between = doc[last:end]
    if any(value.relative and last <= value.first < end for value in clause.values):
        return None  # "fell 7%, with families buying 29% of them and *students* 17%"
    tie = next((token for token in reversed(between) if token.pos_ == "CCONJ" or token.text == ","), None)
    if tie is None or not 2 <= len(between) <= GAP or any(opens_clause(t, clause) for t in between):
        return None
    first = tie.i + 1
    while first < end and doc[first].pos_ in ("DET", "CCONJ", "PRON"):
        first += 1
    noun = doc[end - 1]
    named = noun.pos_ in NOUNS or noun.tag_ == "POS" or is_plural(noun, clause)  # "and *Peru's* to 4%"
    return doc[first:end] if first < end and named else None


def is_conjoined(value: Value, clause: Clause) -> bool:
    """Tell whether the next number of one kind has no noun of its own: "1.1% in 2025 and 1.4% in 2026"."""
    after = clause.counted(value)
    if after is None or after.lower_ == "of" or not value.joined:
        return False
    timed = is_time(after) or after.lower_ in lexicon("change").timing  # "and 2% *year* over year"
    return after.pos_ == "ADP" or after.ent_type_ == "DATE" or timed


def is_by_each(value: Value, cue: Cue, clause: Clause) -> bool:
    """Tell whether a number says by how much each moves what all do: "cut fares, Alba by 5% and *Halden by 8%*"."""
    held = first_right(cue.first, "dobj") if cue.word.object else None
    first = next((v for v in clause.values if held is not None and v.lead > held.i), None)
    if held is None or first is None or first.prep != value.prep or value.prep not in ("by", "to"):
        return False
    return own_noun(first.lead - 1, held.i, clause) is not None
