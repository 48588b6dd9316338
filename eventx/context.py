"""Context: which stretches of an article are negated, forecast or hypothetical, by the cues that govern them."""

from __future__ import annotations

from eventx.reading import Reading, Scope


def find_scopes(reading: Reading) -> list[Scope]:
    """Find the scopes of modality cues."""
    return []
