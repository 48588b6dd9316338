"""Score events against gold: types, merging and fields. ``corpus/EVENTS.md`` tells the rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from eventx.evaluate.compare import Score, contained, f1, overlap, pair, same_number
from eventx.evaluate.gold import Json
from eventx.records import registry

BASE = {
    "basis": "enum", "direction": "enum", "modality": "enum", "period": "period", "change": "quantity",
    "previous": "quantity", "places": "place", "source": "actor",
}  # fmt: skip
"""The fields that every event has, with what each holds."""

Chars = tuple[int, int]


@dataclass
class Told:
    """One event, gold or predicted, with plain spans."""

    type: str
    mentions: list[Chars]
    facts: list[Chars]
    fields: Json
    doubtful: bool = False
    id: str = ""
    confidence: float | None = None


def field_kinds() -> dict[str, str]:
    """Return the fields of the registered event types: enum, period, quantity, place, actor or mention."""
    kinds = dict(BASE)
    for cls in registry.types("events").values():
        kinds |= {name: role.filler.removesuffix("s") for name, role in cls.frame.roles.items()}
        kinds |= {cls.frame.action: "enum"} if cls.frame.action else {}
    order = ("enum", "period", "quantity", "place", "actor", "mention")
    return dict(sorted(kinds.items(), key=lambda kind: (order.index(kind[1]), kind[0])))


def read_events(document: Json, bare: bool = False) -> list[Told]:
    """Read the events of a gold file or of a dumped Extraction, there those alone that have a fact unless ``bare``."""
    facts = {fact["id"]: fact for fact in document.get("facts", []) if "id" in fact}
    rows = document["events"]
    return [event for row in rows if (event := _read(row, facts)) and (bare or event.facts or "fields" in row)]


def _read(event: Json, known: Json) -> Told:
    """Read one event: of the gold its fields stand apart and its facts are characters, of an Extraction ids."""
    kind, kinds, told = event["type"], field_kinds(), event.get("fields") or event
    mentions = {_chars(m) for m in (*(event.get("mentions") or ()), event.get("trigger")) if m}
    facts = (known.get(fact) if isinstance(fact, str) else fact for fact in event.get("facts") or ())
    hidden = ("who",) if kind == "casualties" else ()  # which gold does not tell
    fields = {k: v for k, v in told.items() if k in kinds and k not in hidden and v not in (None, [], {}, "")}
    return Told(
        kind, sorted(mentions), sorted({_chars(fact) for fact in facts if fact}), fields,
        event.get("doubtful", False), str(event.get("id", "")), event.get("confidence"),
    )  # fmt: skip


class EventScore(Score):
    """Counts over articles: pairs of mentions that are one event, fields by name."""

    def __init__(self) -> None:
        super().__init__(registry.types("events"))
        self.pairs: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.extra: Counter[str] = Counter()
        self.kinds = field_kinds()

    def add(self, name: str, gold: list[Told], found: list[Told]) -> None:
        """Count one article; doubtful gold is neither a miss nor an extra."""
        sure, doubtful = [e for e in gold if not e.doubtful], [e for e in gold if e.doubtful]
        pairs = pair(sure, found, lambda g, p: _closeness(g, p) if g.type == p.type else None)
        rest = _without(found, pairs)
        rest = _without(rest, pair(doubtful, rest, _any_closeness))
        self.judged += [(found[j].id, found[j].confidence, True) for _, j in pairs]
        self.judged += [(p.id, p.confidence, False) for p in rest]
        self.gold.update(g.type for g in sure)
        self.matched.update(sure[i].type for i, _ in pairs)
        self.predicted.update([sure[i].type for i, _ in pairs] + [p.type for p in rest])
        missed = set(range(len(sure))) - {i for i, _ in pairs}
        self.errors += [f"MISS  {name} {sure[i].type} {sure[i].mentions} {sure[i].fields}" for i in sorted(missed)]
        self.errors += [f"EXTRA {name} {p.type} {p.mentions} {p.fields}" for p in rest]
        for i, j in pairs:
            self._compare(name, sure[i], found[j])
        for (g1, p1), (g2, p2) in combinations(_cluster(sure, found), 2):
            self.pairs["gold"] += g1 == g2
            self.pairs["predicted"] += p1 == p2
            self.pairs["both"] += g1 == g2 and p1 == p2

    def _compare(self, name: str, gold: Told, found: Told) -> None:
        for field, kind in self.kinds.items():
            if field not in gold.fields:
                self.extra[field] += field in found.fields
                continue
            ok = field in found.fields and _same(field, kind, gold.fields[field], found.fields[field])
            self.asked[field] += 1
            self.right[field] += ok
            if not ok:
                self.errors.append(
                    f"FIELD {name} {gold.type}.{field} gold {gold.fields[field]!r} found {found.fields.get(field)!r}"
                )

    def figures(self) -> dict[str, float]:
        """Return F1 by type, of merging, and the accuracy of all fields, in per cent."""
        out = {f"event.{t}.f1": round(f1(self.matched[t], self.predicted[t], self.gold[t]), 2) for t in self.present}
        out["event.micro.f1"] = round(f1(self.matched.total(), self.predicted.total(), self.gold.total()), 2)
        out["event.merge.f1"] = round(f1(self.pairs["both"], self.pairs["predicted"], self.pairs["gold"]), 2)
        out["event.fields"] = round(100 * self.right.total() / max(1, self.asked.total()), 2)
        return out

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        figures = self.figures()
        yield f"{'event':<12}{'F1':>8}{'right':>7}{'found':>7}{'gold':>7}"
        for kind in self.present:
            yield (
                f"{kind:<12}{figures[f'event.{kind}.f1']:>8.1f}{self.matched[kind]:>7}{self.predicted[kind]:>7}"
                f"{self.gold[kind]:>7}"
            )
        yield f"{'all':<12}{figures['event.micro.f1']:>8.1f}"
        yield f"{'merging':<12}{figures['event.merge.f1']:>8.1f}"
        yield ""
        yield f"{'event field':<14}{'right %':>9}{'of':>6}{'extra':>7}"
        for field in self.kinds:
            if self.asked[field]:
                accuracy = 100 * self.right[field] / self.asked[field]
                yield f"{field:<14}{accuracy:>9.1f}{self.asked[field]:>6}{self.extra[field]:>7}"
        yield f"{'all fields':<14}{figures['event.fields']:>9.1f}"


def _chars(value: Any) -> Chars:
    if isinstance(value, dict):
        value = value.get("span", value)
        return value["start"], value["end"]
    return value[-2], value[-1]


def _overlap(a: Chars, b: Chars) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _touches(a: Chars, spans: list[Chars]) -> bool:
    return any(_overlap(a, b) for b in spans)


def _hits(gold: Told, found: Told, mention: Chars) -> tuple[int, int]:
    """How many anchors of a gold mention a predicted event covers, and out of how many."""
    facts = [f for f in gold.facts if mention[0] <= f[0] and f[1] <= mention[1]]
    spans = found.facts if facts and found.facts else found.mentions
    anchors = facts or [mention]
    return sum(_touches(a, spans) for a in anchors), len(anchors)


def _closeness(gold: Told, found: Told) -> float | None:
    """Share of common anchors, up to 1; None without one."""
    hits = [_hits(gold, found, m) for m in gold.mentions]
    common, total = sum(h[0] for h in hits), sum(h[1] for h in hits)
    back = sum(_touches(f, gold.facts or gold.mentions) for f in found.facts)
    return (common + back) / (total + len(found.facts)) if common else None


def _any_closeness(gold: Told, found: Told) -> tuple[float, bool] | None:
    """The same of any two types, the same type first."""
    near = _closeness(gold, found)
    return None if near is None else (near, gold.type == found.type)


def _without(found: list[Told], pairs: list[tuple[int, int]]) -> list[Told]:
    taken = {j for _, j in pairs}
    return [event for j, event in enumerate(found) if j not in taken]


def _cluster(gold: list[Told], found: list[Told]) -> list[tuple[int, Any]]:
    """Return (gold event, predicted event) of every gold mention; one that nothing covers stands alone."""
    labels: list[tuple[int, Any]] = []
    for i, g in enumerate(gold):
        for m in g.mentions:
            ranked = [
                (_hits(g, p, m)[0], sum(_overlap(m, s) for s in p.mentions + p.facts), p.type == g.type, -j)
                for j, p in enumerate(found)
            ]
            best = max(ranked, default=(0, 0, False, 0))
            labels.append((i, -best[3] if best[0] else ("alone", len(labels))))
    return labels


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _said(value: Any) -> str:
    return re.sub(
        r"['’]s\b", "", str(value.get("name") or value.get("text") or "" if isinstance(value, dict) else value)
    )


def _unit(quantity: Json) -> str:
    name = quantity.get("unit") or ""
    return name if re.fullmatch("[A-Z]{3}|percent|percentage_point|basis_point|person", name) else "count"


def _same(field: str, kind: str, gold: Any, found: Any) -> bool:
    """Does a value fit? A gold list means any of these; every value of a found list must fit (half of ``places``)."""
    if isinstance(gold, list) or isinstance(found, list):
        fits = [any(_same(field, kind, g, p) for g in _as_list(gold)) for p in _as_list(found)]
        return 2 * sum(fits) >= len(fits) if field == "places" else all(fits)
    if kind == "enum":
        return bool(gold == found)
    if kind == "period":
        return isinstance(found, dict) and all(gold.get(k) == found.get(k) for k in ("start_date", "end_date"))
    if kind == "quantity":
        ends = ("value", "low", "high")
        alike = isinstance(found, dict) and all(same_number(gold.get(k), found.get(k)) for k in ends)
        return alike and _unit(gold) == _unit(found)
    if kind == "place" and gold["country"] and isinstance(found, dict):
        return bool(gold["country"] == found.get("country"))
    gold, found = _said(gold), _said(found)
    return contained(gold, found) or (kind == "mention" and overlap(gold, found) >= 0.5)
