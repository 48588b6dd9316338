"""Standards: what a clause sets beside a number, a level before or what was expected."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.analysis.comparison import pattern
from eventx.lexicons import alternation, lexicon, matcher
from eventx.mentions.analysis import Analysis
from eventx.mentions.units import STRICT
from eventx.normalize.currency import is_currency
from eventx.records import Mention, Quantity
from eventx.syntax.government import is_taxed
from eventx.syntax.labels import DETERMINERS, VERBAL, has_left
from eventx.syntax.phrases import governing_verb, object_before, words_behind
from eventx.text.section import first_from

_BEFORE = (
    r"^(?: (?:a|per) \w+)? from $|^[^.;]{0,90}"
    r"(?:\bvs\.?|\bversus|\bagainst|, (?:and )?not|, from|compared (?:with|to)|(?:up|down|swinging) from"
    r"(?: (?:an?|the|its) (?:[\w-]+ ){1,3}of)?)\s+"
    r"(?:(?:an? (?:[\w-]+ ){0,2})?(?:{gained}|{lost}) (?:of )?"
    r"|(?:an?|the|its|their) (?:{earlier}) (?:[\w-]+ ){1,3}of |one of )?"
    r"(?:(?:{nearly}) |as much as |some |(?:just )?over )?$|^\s*\([^():]{0,24}:\s*$"
)
_EXPECTED = (
    r"^[^.;]{0,90}\b(?:vs\.?|versus|against|compared (?:with|to)|than|{measured})\s+(?:[\w’'-]+ ){0,6}(?:",
    r")s?(?: (?:of|for))? (?:(?:{nearly}) )?$|^\s*\(range $",
)
"""What stands before what was expected, and behind it."""
_AIM = 6  # tokens behind an amount in which the plan stands that it is off
_LATER = (
    r"^[^.;]{0,40}?,? (?:after|following) (?:(?:an? )?(?:[\w-]+ )?(?:{gained}|{lost}) of )?"
    r"(?:(?:{nearly}|some|almost) )?$"
)
_THEN = 24  # characters from a level before to its time
_BALANCE = r"\b(?:{gained}|{lost})\b"


def is_set_beside(between: str, amount: Quantity) -> bool:
    """Tell whether what stands before an amount sets it beside another; persons only come "from" others."""
    return bool(matcher("comparison", _BEFORE).match(between)) and (
        amount.unit != "person" or between.strip() != "from"
    )


def is_year_before(text: str, between: str, level: Quantity | None, amount: Quantity) -> bool:
    """Tell whether a bracket holds another sum of the same money, the level before: "sales of €4.1m (€3.8m)"."""
    if level is None or between.strip() != "(" or not text.startswith(")", amount.mention.end):
        return False
    alike = is_currency(amount.unit) and (level.unit, level.per) == (amount.unit, amount.per)
    sums = level.value, amount.value
    return alike and None not in sums and sums[0] != sums[1]


def comes_after(analysis: Analysis, between: str, level: Mention) -> bool:
    """Tell whether a level that is over comes before another: "was $300 million, *after* $280 million last year"."""
    if matcher("comparison", _LATER).match(between) is None:
        return False
    time = next(iter(first_from(analysis.times, level.end)), None)
    near = time is not None and 0 < time.start - level.end <= _THEN
    if time is None or not near or any(t.is_punct or t.pos_ in VERBAL for t in analysis.span(level.end, time.start)):
        return False  # "after 30 cars were stolen in May"
    published = analysis.article.published_on
    over = published is not None and (time.end_date or "9") < published.isoformat()
    return over or pattern("back").search(analysis.text, time.start, time.end) is not None


def awaits(between: str) -> bool:
    """Tell whether what stands before an amount says that it was expected: "below the average forecast of $4"."""
    expected = alternation(lexicon("modality").forecast.nouns).join(_EXPECTED)
    return matcher("comparison", expected).match(between) is not None


def is_turned(between: str, measured: Mention | None, number: Token) -> bool:
    """Tell whether a profit or loss is set beside what is none: "*lost* $4, against a *profit* of $2", "on *sales*"."""
    balances = matcher("comparison", _BALANCE, 0)
    balance = balances.search(between)
    if balance is None:
        return False
    if measured is not None:
        return balances.search(measured.text) is None
    verb = governing_verb(number)
    return verb is None or (verb.lemma_ == "lose") == (balance[0] in lexicon("comparison").gained)


def is_gap(last: Token) -> bool:
    """Tell whether an amount, ending at a token, is how far from a plan something is: "*$3 million* over budget"."""
    words, plans, behind = lexicon("comparison"), lexicon("modality").forecast.nouns, words_behind(last, _AIM)
    aimed = next((t for t in behind[1:] if t.pos_ == "NOUN"), None) if len(behind) > 1 else None
    if aimed is not None and behind[0].lower_ in words.off_plan and aimed.lemma_.lower() in plans:
        return True
    tie = next((t for t in last.ancestors if t.pos_ == "ADP"), last)
    verb, aims = tie.head, (t for c in tie.head.rights if c.i < tie.i for t in c.subtree if t.pos_ == "NOUN")
    missed = tie.lower_ == "by" and verb.lemma_.lower() in words.overshooting
    return missed and any(t.lemma_.lower() in plans for t in aims)


def picks_out(value: Quantity | None, noun: Token | None, verb: Token | None) -> bool:
    """Tell whether a sum says whom a rule meets: "families *earning* less than $5", "firms with *sales* over $5"."""
    if value is None or value.bound not in STRICT:
        return False
    tie = noun.head if noun is not None and noun.dep_ == "pobj" else None
    taxed = noun is not None and is_taxed(noun)
    held = tie.head if tie is not None and tie.lower_ == "with" else None
    held = object_before(held, tie) if held is not None and tie is not None and held.pos_ == "VERB" else held
    earns = noun is None and verb is not None and verb.tag_ == "VBG" and verb.dep_ == "acl"
    whose = verb.head if earns and verb is not None else held
    known = whose is not None and has_left(whose, *DETERMINERS)
    return taxed or (whose is not None and whose.tag_ == "NNS" and not known)
