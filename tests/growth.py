"""How CPU time grows with a text: kinds of text that have made, or might make, it grow by the square."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from timeit import Timer
from typing import TypeVar

T = TypeVar("T")

SENTENCE = 'Sales of Halden Motors rose 5% to $3.4 million in May, Ann Bell said. "We hired 300 workers," she said. '
_LETTERS = random.Random(7)
KINDS: dict[str, Callable[[int], str]] = {
    "news": lambda n: "\n".join([SENTENCE] * (n // len(SENTENCE))),
    "news on one line": lambda n: SENTENCE * (n // len(SENTENCE)),
    "words without an end": lambda n: "the sales of the firm rose and " * (n // 31),
    "blanks after a weekday": lambda n: "Sales rose 5% Monday" + " " * n,
    "line ends after a date": lambda n: "Sales rose 5% on 5 May" + "\n" * n,
    "tabs after a quarter": lambda n: "Sales rose 5% in the first quarter" + "\t" * n,
    "no-break spaces after a number": lambda n: "Sales rose by 5" + "\xa0" * n,
    "weekdays": lambda n: "Monday " * (n // 7),
    "quarters": lambda n: "the first quarter of the third quarter of " * (n // 42),
    "years": lambda n: "2024, 2025-26 and " * (n // 18),
    "dates": lambda n: "from 5 May 2025 to " * (n // 19),
    "dates in figures": lambda n: "05/06/2025, " * (n // 12),
    "question marks": lambda n: "?" * n,
    "exclamations": lambda n: "Sales rose 5%" + "!" * n,
    "points": lambda n: "Sales rose 5%" + "." * n + " again",
    "ellipses": lambda n: "… " * (n // 2),
    "quotation marks": lambda n: '"' * n,
    "open quotations": lambda n: '“Sales rose 5%, he said. ' * (n // 25),
    "apostrophes": lambda n: "firms' sales' " * (n // 14),
    "brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "hyphens": lambda n: "like-for-" * (n // 9),
    "dashes": lambda n: "– 5 " * (n // 4),
    "digits": lambda n: "9" * n,
    "thousands": lambda n: "1" + ",000" * (n // 4),
    "number words": lambda n: "one hundred and " * (n // 16),
    "amounts": lambda n: "$5 million, €3bn or 5% " * (n // 23),
    "ranges": lambda n: "5-7 to " * (n // 7),
    "changes": lambda n: "rose 5% to 7, up from 6, " * (n // 25),
    "people": lambda n: "300 workers, 5 soldiers and two men " * (n // 37),
    "names": lambda n: "Ann Bell of Halden Motors, " * (n // 27),
    "places": lambda n: "Paris, Texas, New South Wales, " * (n // 31),
    "capitals": lambda n: "SALES ROSE IN MAY " * (n // 18),
    "one word": lambda n: "x" * n,
    "one word in capitals": lambda n: "A" * n,
    "capitals with hyphens": lambda n: "Aa-" * (n // 3),
    "leftovers": lambda n: "<b>Tin</b> &amp; [oil](https://a.b/c) . Zinc  " * (n // 44),
    "letters at random": lambda n: "".join(_LETTERS.choices("abc XYZ.,'\"-5%$\n", k=n)),
    "accents": lambda n: "e\u0301" * (n // 2),
    "bullets": lambda n: "- 5%\n" * (n // 5),
    "bylines": lambda n: "By Ann Bell\n" * (n // 12),
    "statements": lambda n: "he said that she said that " * (n // 27),
    "speakers": lambda n: "MINISTER: yes\n" * (n // 14),
    "links": lambda n: "https://a.b/c " * (n // 14),
}  # fmt: skip


def is_linear(run: Callable[[T], object], kind: Callable[[int], T], size: int, tries: int = 8) -> bool:
    """Whether four times the text takes less than eight times the CPU time: midway between a line, four, and a square.

    Of some tries the least time counts for each size, since what else the machine does can only add to it.
    The garbage collector rests, as its cost is that of all that a process holds.
    """
    least = most = float("inf")
    for _ in range(tries):
        timers = (Timer(partial(run, kind(length)), timer=time.process_time) for length in (size, 4 * size))
        small, large = (timer.timeit(1) for timer in timers)  # of a text made anew: an analysis remembers
        least, most = min(least, small), min(most, large)
        if most <= 8 * least:
            return True
    return False
