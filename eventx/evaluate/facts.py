"""Score facts against gold: spans and values first, then every field. ``corpus/README.md`` tells the rules."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from eventx.evaluate.compare import Score, contained, f1, jaccard, overlap, pair, same_number
from eventx.evaluate.gold import Json
from eventx.records import registry

SAME_PLACE = {"european union": "eu", "united nations": "un"}


class FactScore(Score):
    """Counts over articles: facts that are right in all fields; fields by type and name; precision by rule."""

    def __init__(self) -> None:
        self.scored = {name: kind.scored for name, kind in registry.types("facts").items() if kind.scored}
        super().__init__(self.scored)
        self.whole: Counter[str] = Counter()
        self.fields: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        self.rules: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.causes: dict[str, list[str]] = defaultdict(list)
        self.articles: list[list[Counter[str]]] = []

    def add(self, name: str, gold: list[Json], predicted: list[Json], text: str = "") -> None:
        """Count one article; with its text, the faults are kept in their context, too."""
        counts = (self.matched, self.whole, self.predicted, self.gold)
        before = [Counter(count) for count in counts]
        for kind in self.types:
            wanted = [f for f in gold if f["type"] == kind]
            found = sorted((f for f in predicted if f["type"] == kind), key=lambda f: (f["start"], f["end"]))
            if not any(f.get("partial") for f in wanted):
                found = _once(found)
            self._count(name, kind, wanted, found, text)
        self.articles.append([now - old for now, old in zip(counts, before, strict=True)])

    def _count(self, name: str, kind: str, wanted: list[Json], found: list[Json], text: str) -> None:
        """Count the facts of one type."""
        pairs = pair(wanted, found, _affinity)
        self.matched[kind] += len(pairs)
        self.gold[kind] += len(wanted)
        self.predicted[kind] += len(found)
        met, right = {i for i, _ in pairs}, {j for _, j in pairs}
        for j, fact in enumerate(found):
            self.judged.append((fact.get("id", ""), fact.get("confidence"), j in right))
            rule = self.rules[fact.get("rule", kind)]
            rule[0] += j in right
            rule[1] += 1
        for what, facts, known in (("EXTRA", found, right), ("MISS ", wanted, met)):
            for k, fact in enumerate(facts):
                if k not in known:
                    line = f"{what} {name} {kind} {fact['anchor'][:90]!r}"
                    self._fault(line, f"{what.strip()} {kind}", name, fact, text)
        for i, j in pairs:
            self._compare(name, kind, wanted[i], found[j], text)

    def _fault(self, line: str, cause: str, name: str, fact: Json, text: str) -> None:
        self.errors.append(line)
        self.causes[cause].append(f"{name}: {in_context(text, fact['start'], fact['end']) or fact['anchor'][:90]}")

    def _compare(self, name: str, kind: str, gold: Json, found: Json, text: str) -> None:
        asked = [f for f in self.scored[kind] if not gold.get("partial") or f in gold or f"{f}_start" in gold]
        verdicts = [(field, *_judge(field, gold, found)) for field in asked]
        self.whole[kind] += all(ok for _, _, ok in verdicts)
        for field, is_set, ok in verdicts:
            for k, hit in enumerate((True, ok, is_set, is_set and ok)):
                self.fields[kind, field][k] += hit
            if not ok:
                told = f"gold {gold.get(field)!r} found {found.get(field)!r}"
                line = f"FIELD {name} {kind}.{field} {gold['anchor'][:60]!r}: {told}"
                self._fault(line, f"FIELD {kind}.{field}", f"{name}, {told}", gold, text)

    def figures(self) -> dict[str, float]:
        """Return F1 and whole-record F1 in per cent by type, and over all, by the names that ``floors.json`` uses."""
        out = {}
        for kind in (*self.present, "micro"):
            right, whole, found, gold = self._sums(kind)
            out[f"{kind}.f1"] = round(f1(right, found, gold), 2)
            out[f"{kind}.whole"] = round(f1(whole, found, gold), 2)
        return out

    def _sums(self, kind: str) -> list[int]:
        """Return how many of a type, or of all ("micro"), are right, wholly right, found and in the gold."""
        counts = (self.matched, self.whole, self.predicted, self.gold)
        return [count.total() if kind == "micro" else count[kind] for count in counts]

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        figures = self.figures()
        yield f"{'fact':<12}{'F1':>8}{'whole':>8}{'right':>7}{'found':>7}{'gold':>7}{'P':>7}{'R':>7}  95% of F1"
        for kind in (*self.present, "micro"):
            keys = self.types if kind == "micro" else [kind]
            right, _, found, gold = self._sums(kind)
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


def interval(articles: list[list[int]]) -> str:
    """Return the middle 95% of F1 over samples of the articles, drawn with replacement (bootstrap).

    Of each article it is told how many are right, found, and in the gold.

    >>> interval([[3, 4, 4], [1, 4, 4], [2, 2, 4]])
    '25.0-75.0'
    """
    if len(articles) < 2:
        return ""
    draw = Random(0)
    drawn = (draw.choices(articles, k=len(articles)) for _ in range(1000))
    figures = sorted(f1(*map(sum, zip(*sample, strict=True))) for sample in drawn)
    return f"{figures[25]:.1f}-{figures[-26]:.1f}"


def in_context(text: str, start: int, end: int) -> str:
    """Quote a span in the words about it.

    >>> in_context("Sales rose 5% in May.", 11, 13)
    'Sales rose [5%] in May.'
    """
    if not text:
        return ""
    quoted = f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 60]}"
    return " ".join(quoted.split())


def _once(found: list[Json]) -> list[Json]:
    """Leave out the places that were named before: each counts once."""
    if not found or "surface" not in found[0]:
        return found
    return list({_place_key(fact): fact for fact in reversed(found)}.values())[::-1]


def _same_amount(gold: Json, found: Json) -> bool:
    keys = ("amount", "amount_min", "amount_max")
    if gold.get("partial") and not any(k in gold for k in keys):
        return True
    return all(same_number(gold.get(k), found.get(k)) for k in keys)


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
        same = contained(gold.get("speaker"), found["speaker"])
        return 2 * jaccard(gold["content"], found["content"]) + iou + same
    if "metric" in gold:
        return iou + overlap(gold["metric"], found["metric"]) + float(gold.get("unit") == found["unit"])
    return iou + overlap(gold.get("who"), found.get("who"))


def _same_level(gold: Json, found: Json) -> bool:
    return _same_amount(gold, found) and gold.get("unit") == found.get("unit")


def _same_word(gold: str, found: str) -> bool:
    x, y = (re.sub(r"[\s_-]+", "_", word.strip().casefold()) for word in (gold, found))
    return x == y


_ALIKE: dict[str, Callable[[Any, Any], bool]] = {
    "initial": _same_level, "final": _same_level, "action": _same_word,
    "per": lambda gold, found: _same_word(gold.rstrip("sS"), found.rstrip("sS")),
    "content": lambda gold, found: jaccard(gold, found) >= 0.8,
    **dict.fromkeys(("speaker", "origin", "destination", "cue"), contained),
    **dict.fromkeys(
        ("what", "metric", "of", "who", "role", "organisation"), lambda gold, found: overlap(gold, found) >= 0.5
    ),
}  # fmt: skip
"""How the values of a field are compared that need not be equal."""


def _value(field: str, fact: Json) -> Any:
    if field == "period":
        ends = fact.get("period_start"), fact.get("period_end")
        return ends if any(ends) else None
    return (field == "speaker" and fact.get("speaker_resolved")) or fact.get(field)


def _judge(field: str, gold: Json, found: Json) -> tuple[bool, bool]:
    """Return whether gold has the field, and whether it was found right; what is said and by whom, all gold has."""
    wanted, told = _value(field, gold), _value(field, found)
    if field not in ("content", "speaker") and not (wanted and told):
        return bool(wanted), not wanted and not told
    if field == "organisation" and wanted == gold.get("speaker"):
        wanted = max(wanted, gold.get("speaker_resolved") or wanted, key=lambda name: overlap(name, told))
    alike = _ALIKE.get(field)
    return True, alike(wanted, told) if alike else wanted == told
