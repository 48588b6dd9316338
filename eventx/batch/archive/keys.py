"""Keys and views of questions, for the command and for what answers; nothing is imported here."""

from __future__ import annotations

VIEWS = ("happenings", "series", "tellings", "conflicts", "quotes", "entities")
KEYS = {
    "month": "coalesce(strftime({day}, '%Y-%m'), '(no date)')",
    "quarter": "coalesce(strftime({day}, '%Y') || '-Q' || quarter({day}), '(no date)')",
    "year": "coalesce(strftime({day}, '%Y'), '(no date)')",
    "type": "h.type",
    "action": "h.action",
    "metric": "regexp_replace(lower(h.metric), '^.*[''’]s ', '')",
    "country": "unnest(string_split(coalesce(h.countries, '(not told)'), '; '))",
    "place": "unnest(string_split(coalesce(h.places, '(not told)'), '; '))",
    "who": "unnest(string_split(coalesce(h.parties, '(not told)'), '; '))",
}
"""What happenings are counted by. Their day is the last of their period, else the day they were first told."""
SORTS = ("value", "date", "articles")
OPTIONS = {"least": "--min", "most": "--max"}
"""Options that are called otherwise than the field of a question."""
_FILTERS = (
    "type", "action", "who", "country", "metric", "words", "outlet", "happening", "least", "most", "unit", "since",
    "until", "modality", "top",
)  # fmt: skip
TAKES = {
    "happenings": (*_FILTERS, "by", "sort"),
    "series": _FILTERS,
    "tellings": _FILTERS,
    "conflicts": (*_FILTERS, "sort"),
    "quotes": ("who", "words", "outlet", "since", "until", "modality", "top"),
    "entities": ("type", "who", "country", "top"),
}
"""What a view may be asked with."""
