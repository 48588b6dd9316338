"""Amounts: whether an amount may be of a type, and when it is a price or a threshold, and so no gift."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice

from spacy.tokens import Token

from eventx.events.clauses.clause import EventClause
from eventx.events.clauses.marks import marks_of
from eventx.events.clauses.standards import is_gap, picks_out
from eventx.events.frames.frame import Frame, Words
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.units import TIMES
from eventx.normalize.currency import is_currency
from eventx.records import Quantity
from eventx.syntax.labels import NOUNS, VERBAL, WITHIN, first_right
from eventx.syntax.nominals import is_new
from eventx.text.section import last_before

_MEASURES = ("measures", "accounts", "national", "market", "series", "firms_own", "worth")
"""The lists of nouns of which an amount is a reading."""
_AT_LAW = {"nsubj": "courts", "dobj": "suits"}
_OVER = 4  # verbs up the parse
_TIE = 12  # characters of "rather than "
_SHARES = 100_000  # more than a share by itself costs
_GOODS = 40  # characters behind a weight in which its goods are valued
_MANY = 100  # goods that are counted without a unit
_ASIDE = (
    ("buyers", "subject"),
    ("claims", "in"),
    ("claims", "of"),
    ("firms", "for"),
    ("bought", "on"),
    ("sold", "from"),
    ("sold", "in"),
    ("securities", "for"),
)
"""The lists of words that rule a gift out in a position."""
_BESIDE = frozenset({"acl", "relcl", "advcl", "pcomp", "xcomp"})
_TIED, _FLOWS = frozenset({"at", "for", "on", "over", "about"}), ("to", "toward", "towards", "for")
_TERM = re.compile(r"P(?P<years>\d+)Y(?P<months>\d+)M")  # of TIMEX3
_SHORT = 20  # characters before a bracket in which an amount may stand that it converts


def whole_term(term: Quantity | None, analysis: Analysis) -> Quantity | None:
    """Return a term of years with the months that it goes on with, in months: "six years and three months" are 75."""
    if term is None or term.unit not in ("year", "month"):
        return term
    start, end = term.mention.start, term.mention.end
    for time in analysis.times:
        if time.start <= start and end <= time.end and (told := _TERM.fullmatch(time.timex or "")) is not None:
            mention = analysis.mention(time.start, time.end)
            months = Decimal(told["years"]) * 12 + Decimal(told["months"])
            return term.model_copy(update={"value": months, "unit": "month", "mention": mention})
    return term


def is_label(frame: Frame, clause: EventClause) -> bool:
    """Tell whether an amount only tells which thing is meant: "a $30 camera", "the $8bn fund"."""
    token, words = clause.token, frame.words
    noun = token.head if token.dep_ in WITHIN else first_right(token, "dobj")  # "won"
    if clause.group.lead.type != "money" or noun is None:
        return False
    names = {noun.lemma_.lower(), noun.lower_}
    if words.has("known", names):
        return any(c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an") for c in noun.lefts)
    return not words.has_any(("national", "accounts", "market", "worth"), names) and names.isdisjoint(words.nouns)


def is_reading(words: Words, clause: EventClause) -> bool:
    """Tell whether an amount is the reading of a measure, by its noun or verb: no "bought bills worth $40 million"."""
    if clause.group.lead.type != "money" or "measures" not in words.lists:
        return True
    if is_limit(clause.token) or _is_whole(clause) or _is_listed(words, clause) or _is_of_pot(words, clause):
        return False
    return words.has_any(_MEASURES, clause.noun_names) or words.has("readings", clause.verb_names)


def _is_of_pot(words: Words, clause: EventClause) -> bool:
    """Tell whether an amount is a part of a sum told before: "clinics account for $4 million *of the total*"."""
    noun = clause.noun
    if noun is None or noun.head.lower_ != "of" or not words.has_lemma("pots", noun):
        return False
    return [c.lower_ for c in noun.children] == ["the"]


def _is_listed(words: Words, clause: EventClause) -> bool:
    """Tell whether an amount is what a ware is offered for: "will set you back $449", "starting at $399"."""
    verb, names, amount = clause.verb, clause.noun_names, clause.group.value
    if verb is None or (amount is not None and is_unit_price(amount.per)):
        return False  # "$64 a barrel"
    yours = any(t.lower_ == "you" for t in (*verb.children, *clause.at("subject")))
    if words.has("offering", clause.verb_names):
        return yours or not words.has_any(("accounts", "national"), names)  # but "wages start at $24"
    ware = words.has("pricing", clause.verb_names) and words.has("wares", names)
    return (yours or ware) and not words.has_any(_MEASURES, names)


def is_term(words: Words, clause: EventClause) -> bool:
    """Tell whether a number is a term of what its sentence tells, and no measure: "at a cost of $4", "a six-month ban".

    So is what a clause beside it says of one thing ("a bill costing $4"), and by how much something is put off.
    """
    if "terms" not in words.lists:
        return False
    amount = clause.group.value or clause.group.change
    owed = clause.group.lead.type in ("money", "share") and words.has("no_readings", clause.verb_names)
    moved = words.has("no_measures", clause.noun_names) or words.has("no_moves", clause.verb_names)
    late = amount is not None and amount.unit in TIMES and words.has("deferring", clause.verb_names)
    told = (_is_other, _is_gloss, _is_tied, _is_counted, _is_offered)
    return owed or moved or late or any(test(words, clause) for test in told)


def _is_counted(words: Words, clause: EventClause) -> bool:
    """Tell whether a share says how far a count has come, or stands beside a win: "*with* 80% of the votes counted"."""
    noun, verb = clause.noun, clause.verb
    if noun is None or not words.has("votes", (noun.lemma_.lower(),)):
        return False
    behind = noun.doc[noun.i + 1 : noun.i + 2]
    counted = any(t.tag_ == "VBN" and words.has_lemma("tallying", t) for t in behind) and clause.slot != "object"
    undergone = verb is not None and (clause.slot == "object" or verb.tag_ == "VBN") and clause.slot != "with"
    return counted or (undergone and verb is not None and words.has_lemma("tallying", verb))


def _is_offered(words: Words, clause: EventClause) -> bool:
    """Tell whether a per cent says how far an offer is from the last price: "the bid is 33% above its last close"."""
    noun, cue = clause.noun, clause.cue
    if clause.group.lead.type != "change" or noun is None or cue is None or not words.has_lemma("offered", noun):
        return False
    goods = any(c.dep_ == "compound" and not words.has_lemma("offered", c) for c in noun.lefts)  # "the oil price"
    return not goods and any(words.has_lemma("closes", t) for t in cue.subtree)


def _is_gloss(words: Words, clause: EventClause) -> bool:
    """Tell whether a number is what a clause says of one thing: "a bill *costing* $4", "a deal valued at $4"."""
    verb = clause.verb
    if verb is None:
        return False
    beside = verb.dep_ in _BESIDE
    gloss = beside and words.has("glossing", (verb.lemma_.lower(), verb.lower_))
    if _is_holding(clause) or (gloss and not words.has_any(("accounts", "national"), clause.noun_names)):
        return True
    held = [c for c in verb.head.rights if c.dep_ == "dobj"] if verb.dep_ == "advcl" else ()  # "made a *bid*, valuing"
    valued = (*clause.at("subject"), *((verb.head,) if beside else ()), *held)
    return verb.lemma_.lower() == "value" and any(words.has_lemma("deals", t) for t in valued)


def _is_holding(clause: EventClause) -> bool:
    """Tell whether an amount is what somebody's stake is worth, and no reading: "owns 4% of it, worth $40 million"."""
    amount, noun = clause.group.value, clause.noun
    if clause.group.lead.type != "money" or noun is None or amount is None or amount.per is not None:
        return False
    above = {clause.token.head.lower_, *(t.lower_ for t in (*clause.token.lefts, clause.token.head.head))}
    valued = "worth" in above or (clause.verb is not None and clause.verb.lemma_ == "value")
    most = amount.high if amount.value is None else amount.value
    return valued and noun.lower_ in lexicon("telling").parcels and most is not None and most >= _SHARES


def _is_tied(words: Words, clause: EventClause) -> bool:
    """Tell whether a number is tied to a term of a deal: "at a cost of $4", "won a $4 contract", "in return for $4"."""
    noun = clause.noun
    if noun is None or noun.dep_ not in ("pobj", "dobj") or clause.group.lead.type == "change":
        return False
    lemma, tie = noun.lemma_.lower(), noun.head.lower_
    won = words.has("orders_won", (lemma,)) or (lemma == "order" and words.has("winning", clause.verb_names))
    if (won and clause.group.lead.type == "money" and noun.tag_ == "NN") or words.has("asides", (f"{tie}_{lemma}",)):
        return True
    known = not is_new(noun) or words.has("quoted_by", clause.verb_names)
    return tie in _TIED and not known and words.has("terms", (lemma,))


def _is_other(words: Words, clause: EventClause) -> bool:
    """Tell whether a number is not what came about: "rather than $5", "the $5 that analysts expected", "$5 extra"."""
    text, lead, verb = clause.analysis.text, clause.group.lead, clause.verb
    aside = is_gap(clause.span_of(lead.span)[-1]) or picks_out(clause.group.value, clause.noun, verb)
    many = lead.type == "measure" and text.startswith(" times", lead.span.end)  # "four times what it needs"
    instead = text[max(0, lead.span.start - _TIE) : lead.span.start].lower().endswith(("rather than ", "instead of "))
    who = clause.at("subject") if verb is not None and verb.dep_ == "relcl" else ()
    whose = (c for c in clause.noun.lefts if c.dep_ == "poss") if clause.noun is not None and verb is not None else ()
    whose = whose if words.has("passing", clause.verb_names) else ()
    awaited = any(words.has_lemma("forecasters", t) for t in (*who, *clause.at("owner"), *whose))
    return instead or many or awaited or (aside and lead.type != "change")


def has_unit(frame: Frame, clause: EventClause) -> bool:
    """Tell whether the amount may be one of the type's: money where it must be, a price where it can be."""
    amount = clause.group.value or clause.group.change
    unit, per = (amount.unit, amount.per) if amount is not None else (None, None)
    money = is_currency(unit)
    part = clause.group.value is not None and unit == "percent"  # "on-time departures: 81%"
    shared = clause.group.lead.type == "share"  # "cut a fifth of its staff"
    bulk = unit in lexicon("trade").bulk  # "cocoa arrivals reached 3 million tonnes"
    whole = amount is None or amount.value is None or amount.value == amount.value.to_integral_value()
    rate = unit in (None, "person") and not whole  # "deaths fell to 13.7 per 100,000 people"
    uncounted = unit in TIMES or money or bulk or rate or (part and not shared)
    reached = part and frame.pair is not None and vars(clause.group.lead).get("final") is not None  # "up to 45% of"
    if reached or (not frame.per and is_unit_price(per)) or (frame.counts_persons and uncounted):
        return False
    if clause.group.lead.type == "measure" and not _is_volume(frame, clause, unit):
        return False
    most = (amount.high if amount.value is None else amount.value) if amount is not None else None
    return (most is None or not frame.least or most >= frame.least) and (money or not frame.money)


def _is_volume(frame: Frame, clause: EventClause, unit: str | None) -> bool:
    """Tell whether a measure tells goods by weight, volume or piece, and no money their worth: no "exports for 5 days".

    By piece are those that somebody sells or buys: "exported 400,000 cars", "imports reached 400,000 units".
    """
    words, end, value = frame.words, clause.group.lead.span.end, clause.group.value
    if not unit and value is not None and value.value is not None and value.value < _MANY and value.value % 1 == 0:
        return False  # "deliveries were at nine"
    piece = unit is not None and unit not in TIMES and vars(clause.group.lead).get("dimension") is None
    sold = words.has("by_piece", clause.verb_names) and not words.has("no_goods", (unit or "",))
    sold = (sold or any(map(words.nouns.__contains__, clause.noun_names))) and not words.has("no_wares", (unit or "",))
    bulk = "bulk" not in words.lists or words.has("bulk", (unit or "",)) or (piece and sold and clause.slot == "object")
    return bulk and " worth " not in clause.analysis.text[end : end + _GOODS]


def is_unit_price(per: str | None) -> bool:
    """Tell whether an amount per something is a price; one per person or month is none.

    >>> is_unit_price("barrel"), is_unit_price("household"), is_unit_price("month"), is_unit_price(None)
    (True, False, False, False)
    """
    return per is not None and per not in lexicon("clause").heads and (per == "hour" or per not in TIMES)


def is_sought(words: Words, clause: EventClause) -> bool:
    """Tell whether somebody looks for a loan, and nobody is told to lend it."""
    sought = words.has("borrowed", clause.noun_names) and words.has("borrows", clause.verb_names)
    return sought and not clause.at("from")


def _is_at_law(words: Words, clause: EventClause) -> bool:
    """Tell whether an amount is paid to end a suit, for a stake, or because a court says so."""
    verb = clause.verb
    if verb is None:
        return False
    behind = {t.lemma_.lower() for t in verb.subtree if t.i > verb.i and verb.pos_ in VERBAL}
    over = islice((verb, *verb.ancestors), _OVER)
    told = ((_AT_LAW.get(c.dep_), c) for t in over for c in t.children)  # "filed a suit, saying that it paid"
    return words.has("suits", behind) or any(words.has(name, (c.lemma_.lower(),)) for name, c in told)


def is_pot(clause: EventClause) -> bool:
    """Tell whether an amount is that of which another is a part: "$4m of a $5m loan", "of its $9m, $2m was lent"."""
    head = clause.token
    while head.dep_ in WITHIN:
        head = head.head
    tie, over = head.head, head.head.head
    part = tie.lower_ == "of" and (clause.analysis.is_sum(over) or over.lower_ == "out")
    front = tie.lower_ == "of" and tie.i < over.i
    stands = head.dep_ == "pobj" and clause.analysis.is_sum(clause.token)
    return stands and (front or (head != clause.token and (part or tie.lower_ == "from")))


def _is_whole(clause: EventClause) -> bool:
    """Tell whether an amount is that of which a share is told: "30 percent of the $4 million in loans"."""
    token = clause.token
    head = token.head if token.dep_ in WITHIN else token
    told = {"%", "percent", "pct"} | lexicon("parts").parts
    known = any(t.lower_ in lexicon("clause").known for t in head.lefts)
    return known and head.head.lower_ == "of" and head.head.head.lower_ in told


def is_limit(token: Token) -> bool:
    """Tell whether an amount is a threshold of what stands before it: "a tax on gifts over $200"."""
    prep = token.head
    told = prep.lower_ in lexicon("clause").limits and prep.i > 0
    return told and (prep.head.pos_ in NOUNS or (prep.nbor(-1).tag_, prep.nbor(-1).dep_) == ("NNS", "pobj"))


def _is_priced(clause: EventClause) -> bool:
    """Tell whether a bracket tells the price of what stands before it, and converts no sum: "the 40mm watch ($429)"."""
    analysis, start = clause.analysis, clause.group.start
    last = last_before(analysis.numbers, start)
    return analysis.text[start - 1 : start] == "(" and not any(
        is_currency(number.unit) and start - number.end < _SHORT for number in last
    )


def is_other_sum(words: Words, clause: EventClause) -> bool:
    """Tell whether an amount is no gift: a price in brackets, a threshold, what buyers spend or courts award.

    "The large model ($429)", "gifts under $200", "shoppers spent $5 million".
    """
    if is_limit(clause.token) or _is_priced(clause) or is_pot(clause):
        return True
    if _is_at_law(words, clause):
        return True
    flows = [("returned", tie) for tie in _FLOWS if clause.slot == "subject"]  # "$4m will go to debt repayment"
    told = [(name, t) for name, position in (*_ASIDE, *flows) for t in clause.at(position)]
    buys = (t for t in clause.at("infinitive") if words.has_lemma("exchange", t))
    told += [("bought", c) for t in buys for c in t.rights if c.dep_ == "dobj"]  # "offered $4m to buy Kappa"
    return any(words.has(name, (t.lemma_.lower(), *marks_of(t))) for name, t in told)
