"""Confidence measured: how often records are right that say they are, and what a threshold keeps."""

from __future__ import annotations

from collections.abc import Iterator

from eventx.evaluate.compare import Judged

BINS = 10
LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9)


def calibration_error(judged: Judged) -> float:
    """Return the expected calibration error in ten bins of equal width.

    >>> calibration_error([("a", 0.75, True), ("b", 0.75, True), ("c", 0.75, False), ("d", 0.75, True)])
    0.0
    """
    bins = _bins(judged)
    return sum(abs(sum(right - told for told, right in some)) for some in bins) / max(1, sum(map(len, bins)))


def _bins(judged: Judged) -> list[list[tuple[float, bool]]]:
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for _, told, right in judged:
        if told is not None:
            bins[min(BINS - 1, int(told * BINS))].append((told, right))
    return bins


def lines(name: str, judged: Judged) -> Iterator[str]:
    """Yield the reliability curve of facts or events, and what each level keeps."""
    known = [(told, right) for _, told, right in judged if told is not None]
    if not known:
        return
    yield f"{name + ' confidence':<18}{'told':>7}{'right %':>9}{'of':>7}"
    for at, some in enumerate(_bins(judged)):
        if some:
            told, right = (sum(pair[k] for pair in some) for k in (0, 1))
            name = f"{at / BINS:.1f} to {(at + 1) / BINS:.1f}"
            yield f"{name:<18}{told / len(some):>7.2f}{100 * right / len(some):>9.1f}{len(some):>7}"
    yield f"expected calibration error {calibration_error(judged):.3f}"
    total = sum(right for _, right in known)
    for level in LEVELS:
        kept = [right for told, right in known if told >= level]
        precision, share = 100 * sum(kept) / max(1, len(kept)), 100 * sum(kept) / max(1, total)
        yield f"at {level:.1f} or more: {precision:.1f}% right, {share:.1f}% of the right ones kept"
