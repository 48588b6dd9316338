"""Texts of n, 2n and 4n of one thing: the time they take must grow in line."""

from __future__ import annotations

import random
from collections.abc import Iterator

from case import GOOD, Case

RUNS = {
    "article": GOOD + "\n\n",
    "paragraph": GOOD,
    "digits": "7",
    "digit_groups": ",777",
    "quotes": '"',
    "quotes_apart": '" ',
    "quoted": '"Sales rose," he said. ',
    "unclosed": '"Sales rose. ',
    "apostrophes": "it's 'a' ",
    "brackets": "(",
    "brackets_apart": "( a ) ",
    "combining": "e\u0301",
    "rtl": "\u202ea ",
    "zwj": "👩\u200d",
    "chinese": "销售额增长百分之五。",
    "blank": "\n",
    "blank_text": "\n\n\nSales",
    "lines": "\nsales rose",
    "names": "John Smith ",
    "said": "he said ",
    "million": "million ",
    "percents": "5% ",
    "money": "$5 million, ",
    "dates": "19 July 2025, ",
    "datelines": "LONDON, May 5 (Reuters) - Sales rose. ",
    "places": "Paris, London, ",
    "ellipses": "... ",
    "dashes": "- ",
    "slashes": "a/",
    "word": "x",
    "mixed_word": "x1-",
    "table": "5 6 7 8\n",
    "bullets": "• Sales rose 5%\n",
    "upper": "SALES ROSE 5% ",
    "tabs": "\t",
    "spaces": " ",
    "who": "who said that ",
    "and": "and Leeds ",
    "ranges": "5-6 ",
    "numbers": "five ",
    "changes": "from 5 to 6 percent ",
    "jobs": "300 jobs and ",
    "of": "of the ",
    "headings": "Sales Rise\n\n",
    "abbreviations": "U.S. ",
    "urls": "http://a.com/b ",
    "it_rose": "It rose 5%. ",
    "he": "He said so. ",
    "no_stop": "sales rose to $5 million and ",
    "semicolons": "it rose 5%; ",
    "firms": "Halden Motors Inc said it bought Berg Ltd. ",
    "according": "according to Ann Berg, ",
}
SIZE = 25_000  # characters: n


def families() -> Iterator[Case]:
    """Yield each run at three lengths."""
    for name, run in RUNS.items():
        for k in (1, 2, 4):
            held = (run * (k * SIZE // len(run))).encode()
            yield Case("scaling", f"{name}_{k}n.txt", held, family=name, n=k * SIZE)
    for k in (1, 2, 4):
        words = " ".join(random.Random(k).choices(GOOD.split(), k=k * 4000)).encode()
        yield Case("scaling", f"shuffled_{k}n.txt", words, family="shuffled", n=k)
        page = "<html><body><article>" + f"<p>{GOOD}</p>" * (k * 150)
        yield Case("scaling", f"page_{k}n.html", page.encode(), family="page", n=k)
        yield Case("scaling", f"divs_{k}n.html", ("<div><p>Sales rose 5%" * (k * 3000)).encode(), family="divs", n=k)
