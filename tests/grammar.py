"""A grammar of news, numbers and noise: texts that a newsroom, a broken scraper or an enemy may send."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

CORPUS = Path(__file__).parent.parent / "corpus" / "articles"
PARAGRAPHS = sorted({line for path in CORPUS.glob("*.txt") for line in path.read_text(encoding="utf-8").split("\n")})

WHO = """the ministry|Halden Motors|Ann Bell, the mayor,|China|North Korea's customs office|she|they|the WHO|
Mr. O'Neil|London|the S&P 500|about half of them|workers|two traders|it|Łódź|the U.S.""".replace("\n", "").split("|")
DOES = """rose|fell|climbed by|was cut from|said|said that|told Reuters:|hired|killed|pledged|exported|raise|to|
at|of|in|by|from|up|down|between|and|not|may|will|more than|at least|plus|minus|compared with|against|doubled|
halved|who|, which|per|a|an|the|rate cut of|a third of|out of|no|versus|or|than in|year-on-year""".replace(
    "\n", ""
).split("|")
WHAT = """sales|exports to Japan|net profit|jobs|people|barrels|tonnes of copper|homes|the index|shares|unemployment|
points|a day|per head|of revenue|workers in Leeds|refugees|the price of oil|tax|its value|a share""".replace(
    "\n", ""
).split("|")
WHEN = """in May|on Monday|last year|since December 2024|in the first quarter|the first nine months of 2025|Q3|
by January|2025-26|the year to March|yesterday|31 December|6.2.2026|June-August|from May to January|this week|
three months ago|at 4 p.m.|in the 1990s|winter 2025|Feb 30|until Friday|month to|next""".replace("\n", "").split("|")
NUMBERS = """5|12%|$1.05 billion|3.4m|€2bn|1,200|1.5-2|minus 3%|half|a third|two|twenty-one|thousand|million|%|
percent|per cent|basis points|percentage points|£3 per share|999999999999999999999999999999|1/2|½|3½|0.5%|--2%|
1e9|٥|３０|$|Rs 45,000 crore|-|–|5 to 7|$1-2 billion|from 3 to 2%|7:30|1,2|.5|10x|No. 5|2,000-2,500|0""".replace(
    "\n", ""
).split("|")
SIGNS = "\n\t \r\"'“”‘’.,;:?!…()[]%&@#*_<>|/\\\x00\x07\x1b\x7f\u200b\ufeff\u2028\u202e\u0301\U0001f600"
NOISE = [
    *SIGNS, "\n\n", "...", "???", "--", "https://a.b/c?d=1", "<b>", "</p>", "&amp;", "=1+1", "By Ann Bell",
    "LEEDS, May 4 (AP) -", "Sept 5", "\ud800", "MINISTER:", "- ", "1. ",
]  # fmt: skip

word = st.one_of(*map(st.sampled_from, (WHO, DOES, WHAT, WHEN, NUMBERS)))
sentence = st.lists(word, min_size=1, max_size=12).map(" ".join)
broken = st.lists(st.one_of(word, st.sampled_from(NOISE)), max_size=20).map("".join)


@st.composite
def cut(draw: st.DrawFn) -> str:
    """A paragraph of a real article, cut at any place, with something else in the place of what was there."""
    text = draw(st.sampled_from(PARAGRAPHS))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(start + 40, len(text))))
    return text[:start] + draw(st.one_of(st.just(""), word, st.sampled_from(NOISE))) + text[end:]


texts = st.lists(st.one_of(sentence, broken, cut()), min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from([". ", "\n", " ", "", "\n\n"]).map(lambda joint: joint.join(parts))
)
days = st.one_of(st.none(), st.dates().map(str), st.sampled_from(["2025-12-31", "2025-06-15", "2024-02-29"]))
