"""Texts: encodings, numbers, dates, scripts, structures, injections."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator

from case import CANARY, GOOD, Case, good, text

PARAGRAPHS = "\n\n".join([GOOD] * 3)


def encodings() -> Iterator[Case]:
    """Yield texts in encodings that are told by nothing, or wrongly."""
    for name in ("utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig", "cp1252", "latin-1"):
        yield good("encoding", f"as_{name}", f"Zürich: {PARAGRAPHS}", name)
    yield Case("encoding", "overlong.txt", b"\xc0\xaf\xe0\x80\xaf " + PARAGRAPHS.encode(), values=(4.5e9,))
    yield Case("encoding", "cesu.txt", b"\xed\xa0\xbd\xed\xb8\x80 " + PARAGRAPHS.encode(), values=(4.5e9,))
    yield Case("encoding", "half_character.txt", PARAGRAPHS.encode() + b"\xe2\x82", values=(4.5e9,))
    yield Case(
        "encoding", "mixed.txt", "Zürich – ".encode() + b"\x93quoted\x94 " + PARAGRAPHS.encode(), values=(4.5e9,)
    )
    yield Case("encoding", "all_ff.txt", b"\xff" * 5000)
    yield Case("encoding", "bom_only.txt", b"\xef\xbb\xbf")
    yield Case("encoding", "boms.txt", b"\xef\xbb\xbf" * 500 + PARAGRAPHS.encode(), values=(4.5e9,))
    yield Case("encoding", "odd_utf16.txt", PARAGRAPHS.encode("utf-16")[:-1], values=(4.5e9,))
    yield Case("encoding", "nul_flood.txt", b"\0" * 5000 + GOOD.encode())
    yield Case("encoding", "nul_between.txt", b"\0 ".join(GOOD.encode().split(b" ")))
    yield good("encoding", "cr_only", PARAGRAPHS.replace("\n", "\r"))
    yield good("encoding", "crlf", PARAGRAPHS.replace("\n", "\r\n"))
    yield good("encoding", "separators", PARAGRAPHS.replace("\n\n", "\u2029").replace("\n", "\u2028"))
    yield text("encoding", "controls", "".join(map(chr, range(32))) * 9 + PARAGRAPHS)
    yield text("encoding", "c1_controls", "".join(map(chr, range(127, 160))) * 9 + PARAGRAPHS)


def numbers() -> Iterator[Case]:
    """Yield numbers that are too long, too large, or none."""
    said = {
        "digits_10k": "It paid $" + "7" * 10_000 + " to Peru.",
        "digits_commas": "It paid $" + "7,777" * 3000 + " now.",
        "digits_dots": "Version " + "1." * 5000 + " is out.",
        "digits_spaces": "It made " + "777 " * 5000 + "cars.",
        "exponent": "It rose 1e999999999 percent to $1e400 and -1E-999999.",
        "zeros": "It fell 0." + "0" * 4000 + "1%.",
        "symbols": "It paid " + "$" * 3000 + "5 and " + "€$£" * 2000 + "7 million.",
        "percents": "Up 5" + "%" * 5000 + ".",
        "fractions": "1/0 of 0/0, 5/" + "0" * 400 + " and " + "½" * 3000 + " of sales.",
        "superscript": "m²³⁴⁵ " * 999,
        "arabic": "It paid ٣٤٥ million and ۱۲۳ percent, १२३ crore.",
        "wide": "It paid $４５ million, ５％ more.",
        "circled": "① ② ③ ㊿ Ⅷ ⅷ 𝟏𝟐 million",
        "roman": "XVIII " * 2000,
        "signs": "-−–—+±5% and --5 and +-5 percent",
        "million_run": "It paid $5 " + "million " * 3000 + ".",
        "words_run": "It cut " + "hundred thousand " * 3000 + "jobs.",
        "and_run": "It cut five " + "and twenty " * 3000 + "jobs.",
        "ranges": "It rose " + "-".join(["5"] * 5000) + "%.",
        "to_run": "It rose from " + " to ".join(["5"] * 3000) + " percent.",
        "nan": "It rose NaN percent to inf, Infinity.",
        "inf_money": "It paid $inf million, $nan, and infinity percent of -Infinity.",
        "hex": "0x" + "f" * 5000,
        "table": "\n".join(" ".join(str(i * k) for i in range(12)) for k in range(800)),
        "ips": "10.0.0.1 " * 3000,
        "phones": "+44 20 7946 0958, " * 2000,
        "isbn": "978-3-16-148410-0 " * 2000,
        "scores": "won 3-2 6-4 7-6(4) " * 900,
        "units": "5 km/h/s/kg*m^2/s^-3 per hour per day per year " * 300,
        "per_run": "$5 " + "per day " * 3000,
        "ordinal": "the 99999999999999999999th century of the 0th year",
        "minus_zero": "It rose -0.0 percent to $-0.",
        "money_list": ", ".join(f"${n} million" for n in range(3000)),
        "under": "1_000_000 and 1'000'000 and 1 000 000",
    }
    yield from (text("number", name, held) for name, held in said.items())


def dates() -> Iterator[Case]:
    """Yield dates that no calendar has, and floods of them."""
    said = {
        "no_days": "On 31 February 2025, 99/99/9999, 2025-13-45 and 0000-00-00 it paid $9 million at 99:99:99.",
        "far": "In the year 99999 BC, 10000000 AD, 9999-12-31 and 0001-01-01 it paid $9 million.",
        "durations": "For 999999999999 years, 10^400 days and minus five weeks; in 9999999999 months it paid $9m.",
        "ago": "99999999 years ago, 999999 decades ago, 88888888888 weeks from now, it paid $9 million.",
        "months_run": "January " * 5000,
        "days_run": "Monday, " * 5000,
        "dates_run": "19 July 2025, " * 3000,
        "iso_run": "2025-07-19 " * 3000,
        "slash_run": "1/2/" * 5000,
        "between": "between May and " * 3000 + "June",
        "quarter_run": "the third quarter of " * 3000 + "2025",
        "last_run": "last " * 5000 + "year",
        "times": "5:30 pm " * 3000,
        "datelines": "LONDON, May 5 (Reuters) - " * 1500 + "Sales rose 5%.",
        "bylines": "By Ann Berg\n" * 2000 + GOOD,
        "since_run": "since " * 5000 + "2019",
        "of_run": "the end of the " * 3000 + "year",
        "zone": "at 5 pm EST+99999 GMT-99",
    }
    yield from (text("date", name, held) for name, held in said.items())


def scripts() -> Iterator[Case]:
    """Yield characters that are more, less or other than they seem."""
    yield good("unicode", "rtl_flood", "\u202e" * 10_000 + "\n\n" + PARAGRAPHS)
    yield good("unicode", "lower_grows", "İ" * 3000 + " ẞ " * 500 + "\n\n" + PARAGRAPHS)
    said = {
        "rtl_words": GOOD.replace(" ", " \u202e"),
        "combining": "e" + "\u0301" * 20_000 + " " + GOOD,
        "zalgo": "".join(c + "\u0336\u0489\u20dd" * 9 for c in GOOD),
        "zwj": "👩\u200d" * 5000 + " " + GOOD,
        "zwsp": "\u200b".join(GOOD),
        "shy": "\u00ad".join(GOOD),
        "surrogates": "\ud800\udfff\udc00" * 500 + GOOD,
        "nonchars": "\ufffe\uffff\U0010ffff" * 900 + GOOD,
        "private": "\ue000" * 5000 + GOOD,
        "tags": "\U000e0041" * 5000 + GOOD,
        "selectors": "5\ufe0f\u20e3%" * 3000,
        "flags": "🇬🇧🇫🇷" * 3000 + GOOD,
        "thai": "ราคาน้ำมันเพิ่มขึ้นร้อยละห้า" * 900,
        "chinese": "销售额增长百分之五，达到五亿美元。" * 2000,
        "arabic": "ارتفعت المبيعات بنسبة ٥٪ " * 1500,
        "hangul": "ㄱㅏㄴ" * 5000,
        "homoglyphs": GOOD.replace("a", "а").replace("o", "ο"),
        "math": "".join(chr(0x1D400 + ord(c) - 65) if c.isupper() else c for c in GOOD),
        "ligatures": GOOD.replace("fi", "ﬁ") + "ﬁﬂﬀ" * 3000,
        "joiners": "\u2060\ufeff\u200d\u200c" * 4000 + GOOD,
        "spaces": GOOD.replace(" ", "\u3000") + GOOD.replace(" ", "\u2003"),
        "nbsp": GOOD.replace(" ", "\u00a0" * 50),
        "emoji": "😀" * 20_000,
        "braille": "⠓⠑⠇" * 5000,
        "greek": "Οι πωλήσεις αυξήθηκαν 5%. " * 500,
    }
    yield from (text("unicode", name, held) for name, held in said.items())


def structures() -> Iterator[Case]:
    """Yield texts that repeat one thing, or lack all else."""
    rnd = random.Random(7)
    word = ["".join(rnd.choices("abcdefghij", k=rnd.randint(2, 9))) for _ in range(500)]
    runs = {
        "said": "said ",
        "of_the": "of the ",
        "and": "and ",
        "commas": ", ",
        "commas_tight": ",",
        "semicolons": "a; ",
        "dashes": "— ",
        "dashes_tight": "—",
        "dots": ".",
        "dots_apart": ". ",
        "stops": "A. ",
        "us": "U.S. ",
        "names": "John Smith ",
        "caps": "SALES ROSE ",
        "places": "Paris, London, ",
        "countries": "France and Germany ",
        "brackets": "(",
        "brackets_apart": "( ",
        "pairs": "() ",
        "quotes_apart": '" ',
        "quotes_curly": "“",
        "quotes_nested": "“‘",
        "apostrophes": "'",
        "its": "it's ",
        "slashes": "/",
        "stars": "* ",
        "at": "@a ",
        "hash": "#a ",
        "mail": "a@b.com ",
        "url": "http://a.com/b?c=d ",
        "tabs": "\t",
        "newlines": "\n",
        "blank": "\n \n",
        "bullets": "\n• Sales rose 5%",
        "headings": "\n\nSales Rise",
        "numbers": "\n1. ",
        "he": "He said. ",
        "who": "who said ",
        "because": "because it rose ",
        "from_to": "from 5 to 6 ",
        "not": "not ",
        "will": "it will ",
        "entities": "&amp;",
        "pipes": "| ",
        "markdown": "| 5% | $6m |\n",
        "underscores": "_",
        "equals": "=",
        "hyphens": "a-",
        "question": "? ",
        "ellipsis": "… ",
        "new": "New York New ",
        "mr": "Mr. ",
        "inc": "Inc., ",
        "which": "the firm, which ",
        "that": "he said that ",
        "hyphen_line": "-\n",
    }
    for name, run in runs.items():
        yield text("structure", f"run_{name}", run * (20_000 // max(1, len(run) // 2)) + "\n\n" + GOOD)
    quoted = "\n\n".join('"' + GOOD for _ in range(400))
    said = {
        "one_word": "Sales",
        "one_mark": ".",
        "one_digit": "5",
        "space": " ",
        "long_word": "x" * 1_000_000,
        "upper": PARAGRAPHS.upper(),
        "paragraph_5mb": " ".join(rnd.choices(word, k=800_000)),
        "lines_5mb": "\n".join(rnd.choices(word, k=300_000)),
        "sentence_200k": " ".join(rnd.choices(word, k=30_000)) + ".",
        "open_quotes": quoted,
        "base64": base64.b64encode(rnd.randbytes(90_000)).decode(),
        "base64_lines": base64.encodebytes(rnd.randbytes(90_000)).decode(),
        "hexdump": "\n".join(rnd.randbytes(16).hex(" ") for _ in range(3000)),
        "code": "def f(x):\n    return {x: [y for y in range(5)]}\n\n" * 900,
        "json": '{"a": [1, 2, {"b": "5%"}]}, ' * 2000,
        "csv": "2025-05-06,5.5,London,$5m\n" * 3000,
        "latex": r"\frac{1}{2}$x^{2}$ \alpha{" * 2000,
        "blank_between": ("\n" * 3000).join(GOOD.split(" ")),
        "nested_quotes": '"' * 3000 + GOOD + '"' * 3000,
        "letters": " ".join("abcdefghij" * 3000),
        "indent": "\n".join(" " * n + GOOD for n in range(400)),
        "log": "2025-05-06T07:08:09Z ERROR [main] a.b.C: 500 in 5ms\n" * 2000,
        "no_spaces": GOOD.replace(" ", "") * 300,
        "poem": "\n".join(GOOD.split()) * 90,
    }
    yield from (text("structure", name, held) for name, held in said.items())


def injections() -> Iterator[Case]:
    """Yield texts that want to be run by whoever shows the records."""
    for number, mark in enumerate(("=", "+", "-", "@", "\t=", "\r=", "'=", '"=', "＝", " =")):
        yield text(
            "injection",
            f"csv_{number}",
            f"{mark}{CANARY}(1) said it paid $4 million. {mark}{CANARY} Inc rose 5% to {mark}5.",
        )
        yield text(
            "injection",
            f"csv_quote_{number}",
            f'"{mark}{CANARY}|calc!A0 rose," said Ann Berg, the {mark}{CANARY} mayor.',
        )
    said = {
        "xss": f'<script>{CANARY}(1)</script><img onerror={CANARY}(1)> paid $4m, said "><svg onload={CANARY}(1)>',
        "link": f"[a](javascript:{CANARY}(1)) data:text/html,<script>{CANARY}(1)</script> paid $4 million.",
        "sql": "'; DROP TABLE money;-- paid $5",
        "escape": "\x1b[2J\x1b]0;owned\x07 Ann Berg said \x1b[31m$5 million\x1b[0m was paid.",
        "format": "%s%n{0}{__class__}${jndi:ldap://x} paid $5",
        "path": "../../etc/passwd paid $5 million to C:\\con\\nul and /dev/null.",
        "bell": "\a\b\x7f" * 900 + GOOD,
        "record": '{"schema":"eventx/1"} $5',
    }
    yield from (text("injection", name, held) for name, held in said.items())
