"""Times of numbers that are joined to others: which of two in a row a time is of."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.analysis.comparison import is_comparison
from eventx.mentions.analysis import Analysis
from eventx.normalize.date import Time
from eventx.text.section import holding, last_before


def has_own(analysis: Analysis, time: Time, told: tuple[list[Time], list[Time]], start: int | None) -> bool:
    """Tell whether what is counted has a time of its own, "rose 2% *in May* and 3% in June"; ``start`` asks for bases.

    A basis told last is that of all behind another time of the last: "5% in May and 8% *in June* from a year ago".
    """
    before, after = told
    if start is None:
        return bool(before or after)
    if time.timex_type == "DATE" and time.relation != "since" and not is_comparison(analysis, time, start):
        return False
    last = next((number.start for number in last_before(analysis.numbers, time.start)), time.start)
    return bool(after) and after[-1].start < last


def is_of_next(analysis: Analysis, time: Time, word: Token) -> bool:
    """Tell whether a time begins what is told next: "in 2024 exports rose 4% and *in 2025* by 8%"."""
    behind = analysis.span(time.start, time.end)[-1].i + 1
    near = word.doc[behind : behind + 2]
    joined = word.i > 1 and word.nbor(-1).pos_ == "ADP" and word.nbor(-2).pos_ == "CCONJ"
    return joined and any(t.like_num for t in near)


def is_of_joined(analysis: Analysis, word: Token, token: Token) -> bool:
    """Tell whether a time is that of a number joined to another: "in May it sold 41, off 6%, and 90 *in June*"."""
    number = holding(analysis.numbers, token.idx)
    others = word.doc[analysis.span(number.start, number.end)[-1].i + 1 : word.i] if number is not None else ()
    ties = [t.i for t in others if t.pos_ == "CCONJ"]
    return bool(ties) and any(t.i > ties[0] and holding(analysis.numbers, t.idx) is not None for t in others)
