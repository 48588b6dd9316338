"""Score facts against gold: spans and values first, then every field. ``corpus/README.md`` tells the rules."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from eventx.evaluate.gold import Json
from eventx.records import registry

OVERLAPPING = {"what", "metric", "of", "who", "role", "organisation"}
DETERMINERS = {"the", "a", "an", "its", "his", "her", "their", "our", "my"}
SAME_PLACE = {"european union": "eu", "united nations": "un"}


class FactScore:
    """Counts over articles: pairs, predictions and gold by type; fields by type and name; precision by rule."""

    def __init__(self) -> None:
        self.matched: Counter[str] = Counter()
        self.whole: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.predicted: Counter[str] = Counter()
        self.fields: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        self.rules: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.errors: list[str] = []
        self.causes: dict[str, list[str]] = defaultdict(list)
        self.articles: list[list[Counter[str]]] = []
        self.judged: list[tuple[str, float | None, bool]] = []
        """The id of each fact that is scored, its confidence, and whether it is right."""
        self.types = {name: kind.scored for name, kind in registry.types("facts").items() if kind.scored}

    def add(self, name: str, gold: list[Json], predicted: list[Json], text: str = "") -> None:
        """Count one article; with its text, the faults are kept in their context, too."""
        counts = (self.matched, self.whole, self.predicted, self.gold)
        before = [Counter(count) for count in counts]
        for kind in self.types:
            wanted = [f for f in gold if f["type"] == kind]
            found = sorted((f for f in predicted if f["type"] == kind), key=lambda f: (f["start"], f["end"]))
            whole = not any(f.get("partial") for f in wanted)
            if whole and found and "surface" in found[0]:  # a place counts once, however often it is named
                first: dict[str, Json] = {}
                for fact in found:
                    first.setdefault(_place_key(fact), fact)
                found = list(first.values())
            pairs = _pair(wanted, found)
            self.matched[kind] += len(pairs)
            self.gold[kind] += len(wanted)
            self.predicted[kind] += len(found)
            right = {j for _, j in pairs}
            self.judged += [(fact.get("id", ""), fact.get("confidence"), j in right) for j, fact in enumerate(found)]
            for j, fact in enumerate(found):
                self.rules[fact.get("rule", kind)][0] += j in right
                self.rules[fact.get("rule", kind)][1] += 1
                if j not in right:
                    self._fault(f"EXTRA {name} {kind} {fact['anchor'][:90]!r}", f"EXTRA {kind}", name, fact, text)
            for i in sorted(set(range(len(wanted))) - {i for i, _ in pairs}):
                self._fault(f"MISS  {name} {kind} {wanted[i]['anchor'][:90]!r}", f"MISS {kind}", name, wanted[i], text)
            for i, j in pairs:
                self._compare(name, kind, wanted[i], found[j], text)
        self.articles.append([now - old for now, old in zip(counts, before, strict=True)])

    def _fault(self, line: str, cause: str, name: str, fact: Json, text: str) -> None:
        self.errors.append(line)
        self.causes[cause].append(f"{name}: {in_context(text, fact['start'], fact['end']) or fact['anchor'][:90]}")

    def _compare(self, name: str, kind: str, gold: Json, found: Json, text: str = "") -> None:
        asked = [field for field in self.types[kind] if not gold.get("partial") or _given(field, gold)]
        verdicts = [(field, *_judge(field, gold, found)) for field in asked]
        self.whole[kind] += all(ok for _, _, ok in verdicts)
        for field, is_set, ok in verdicts:
            count = self.fields[kind, field]
            for k, hit in enumerate((True, ok, is_set, is_set and ok)):
                count[k] += hit
            if not ok:
                told = f"gold {gold.get(field)!r} found {found.get(field)!r}"
                line = f"FIELD {name} {kind}.{field} {gold['anchor'][:60]!r}: {told}"
                self._fault(line, f"FIELD {kind}.{field}", f"{name}, {told}", gold, text)

    @property
    def present(self) -> list[str]:
        """The types that gold or prediction has."""
        return [kind for kind in self.types if self.gold[kind] or self.predicted[kind]]

    def figures(self) -> dict[str, float]:
        """Return F1 and whole-record F1 in per cent by type, and over all, by the names that ``floors.json`` uses."""
        out = {}
        for kind in (*self.present, "micro"):
            keys = tuple(self.types) if kind == "micro" else (kind,)
            sums = [sum(counter[k] for k in keys) for counter in (self.matched, self.whole, self.predicted, self.gold)]
            matched, whole, predicted, gold = sums
            out[f"{kind}.f1"] = round(f1(matched, predicted, gold), 2)
            out[f"{kind}.whole"] = round(f1(whole, predicted, gold), 2)
        return out

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        figures = self.figures()
        yield f"{'fact':<12}{'F1':>8}{'whole':>8}{'right':>7}{'found':>7}{'gold':>7}{'P':>7}{'R':>7}  95% of F1"
        for kind in (*self.present, "micro"):
            keys = list(self.types) if kind == "micro" else [kind]
            right, found, gold = (sum(c[k] for k in keys) for c in (self.matched, self.predicted, self.gold))
            yield (
                f"{'all' if kind == 'micro' else kind:<12}{figures[f'{kind}.f1']:>8.1f}{figures[f'{kind}.whole']:>8.1f}"
                f"{right:>7}{found:>7}{gold:>7}{100 * right / max(1, found):>7.1f}{100 * right / max(1, gold):>7.1f}"
                f"  {interval([[sum(c[k] for k in keys) for c in (m, p, g)] for m, _, p, g in self.articles])}"
            )
        yield ""
        yield f"{'field':<26}{'right %':>9}{'of':>6}   where gold has one"
        for (kind, field), (_, _, is_set, right) in self.fields.items():
            if is_set:
                yield f"{kind + '.' + field:<26}{100 * right / is_set:>9.1f}{is_set:>6}"
        yield ""
        yield f"{'rule':<36}{'right %':>9}{'found':>7}"
        for rule, (right, found) in sorted(self.rules.items()):
            yield f"{rule:<36}{100 * right / found:>9.1f}{found:>7}"


def f1(matched: int, predicted: int, gold: int) -> float:
    """Return F1 in per cent.

    >>> f1(3, 4, 5)
    66.66666666666667
    """
    return 200 * matched / (predicted + gold) if matched else 0.0


def interval(articles: list[list[int]], samples: int = 1000) -> str:
    """Return the middle 95% of F1 over samples of the articles, drawn with replacement (bootstrap).

    Parameters
    ----------
    articles
        What each has: how many are right, found, and in the gold.

    Examples
    --------
    >>> interval([[3, 4, 4], [1, 4, 4], [2, 2, 4]])
    '25.0-75.0'
    """
    if len(articles) < 2:
        return ""
    draw = Random(0)
    drawn = (draw.choices(articles, k=len(articles)) for _ in range(samples))
    figures = sorted(f1(*map(sum, zip(*sample, strict=True))) for sample in drawn)
    return f"{figures[samples // 40]:.1f}-{figures[-1 - samples // 40]:.1f}"


def in_context(text: str, start: int, end: int, around: int = 60) -> str:
    """Quote a span in the words about it.

    >>> in_context("Sales rose 5% in May.", 11, 13)
    'Sales rose [5%] in May.'
    """
    if not text:
        return ""
    quoted = f"{text[max(0, start - around) : start]}[{text[start:end]}]{text[end : end + around]}"
    return " ".join(quoted.split())


def _given(field: str, gold: Json) -> bool:
    return field in gold or f"{field}_start" in gold


def _tokens(value: Any) -> list[str]:
    text = " ".join(x for x in value if x) if isinstance(value, list | tuple) else value or ""
    return re.findall(r"\w+(?:[.,]\d+)*", text.replace("’", "'").casefold())


def _bare(value: Any) -> list[str]:
    return [t for t in _tokens(value) if t not in DETERMINERS]


def _token_f1(a: Any, b: Any) -> float:
    x, y = Counter(_bare(a)), Counter(_bare(b))
    common = (x & y).total()
    return 2 * common / (x.total() + y.total()) if common else 0.0


def _token_iou(a: Any, b: Any) -> float:
    x, y = Counter(_tokens(a)), Counter(_tokens(b))
    union = (x | y).total()
    return (x & y).total() / union if union else 0.0


def _contained(a: Any, b: Any) -> bool:
    x, y = " ".join(_bare(a)), " ".join(_bare(b))
    return bool(x and y) and (f" {x} " in f" {y} " or f" {y} " in f" {x} ")


def _same_number(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is None and b is None
    x, y = float(a), float(b)
    return abs(x - y) <= 0.005 * max(abs(x), abs(y))


def _same_amount(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    keys = ("amount", "amount_min", "amount_max")
    if gold.get("partial") and not any(k in gold for k in keys):
        return True
    return all(_same_number(gold.get(k), found.get(k)) for k in keys)


def _same_level(gold: Json | None, found: Json | None) -> bool:
    if not gold or not found:
        return not gold and not found
    return _same_amount(gold, found) and gold.get("unit") == found.get("unit")


def _span_iou(a: Json, b: Json) -> float:
    common: int = min(a["end"], b["end"]) - max(a["start"], b["start"])
    union: int = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return common / union if common > 0 else 0.0


def _place_key(fact: Json) -> str:
    if fact["kind"] == "country" and fact["country"]:
        return str(fact["country"])
    name: str = fact["surface"].casefold().replace(".", "").strip()
    return SAME_PLACE.get(name, name)


def _affinity(gold: Json, found: Json) -> float | None:
    """How close two facts of one type are; None: they may not be a pair."""
    iou = _span_iou(gold, found)
    if "surface" in gold:
        return 1 + iou if iou > 0 else (0.5 if _place_key(gold) == _place_key(found) else None)
    if iou <= 0 or not _same_amount(gold, found):
        return None
    if "content" in gold:
        same = _contained(gold.get("speaker"), found["speaker"])
        return 2 * _token_iou(gold["content"], found["content"]) + iou + same
    if "metric" in gold:
        return iou + _token_f1(gold["metric"], found["metric"]) + float(gold.get("unit") == found["unit"])
    return iou + _token_f1(gold.get("who"), found.get("who"))


def _pair(gold: list[Json], found: list[Json]) -> list[tuple[int, int]]:
    """Pair one to one, the closest first."""
    close = [
        (-near, i, j) for i, g in enumerate(gold) for j, p in enumerate(found) if (near := _affinity(g, p)) is not None
    ]
    used_gold, used_found, pairs = set(), set(), []
    for _, i, j in sorted(close):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def _judge(field: str, gold: Json, found: Json) -> tuple[bool, bool]:
    """Return whether gold has the field, and whether it was found right."""
    if field == "period":
        wanted = (gold.get("period_start"), gold.get("period_end"))
        return any(wanted), wanted == (found.get("period_start"), found.get("period_end"))
    a, b = gold.get(field), found.get(field)
    if field in ("initial", "final"):
        return bool(a), _same_level(a, b)
    if field == "content":
        return True, _token_iou(a, b) >= 0.8
    if field == "speaker":
        wanted_name = gold.get("speaker_resolved") or gold.get("speaker")
        return True, _contained(wanted_name, found.get("speaker_resolved") or found.get("speaker"))
    if not a or not b:
        return bool(a), not a and not b
    if field in OVERLAPPING:
        return True, _token_f1(a, b) >= 0.5
    if field in ("origin", "destination", "cue"):
        return True, _contained(a, b)
    if field in ("per", "action"):
        x, y = (re.sub(r"[\s_-]+", "_", v.strip().casefold()) for v in (a, b))
        return True, x == y or (field == "per" and x.rstrip("s") == y.rstrip("s"))
    return True, a == b
