"""Keys and views of questions, for the command and for what answers; nothing is imported here."""

from __future__ import annotations

VIEWS = ("happenings", "series", "tellings", "conflicts", "quotes", "entities")
KEYS = {
    "month": "strftime({day}, '%Y-%m')",
    "quarter": "strftime({day}, '%Y') || '-Q' || quarter({day})",
    "year": "strftime({day}, '%Y')",
    "type": "h.type",
    "action": "h.action",
    "metric": "regexp_replace(lower(h.metric), '^.*[''’]s ', '')",
    "country": "unnest(string_split(coalesce(h.countries, ''), '; '))",
    "place": "unnest(string_split(coalesce(h.places, ''), '; '))",
    "who": "unnest(string_split(coalesce(h.parties, ''), '; '))",
}
"""What happenings are counted by. Their day is the last of their period, else the day they were first told."""
