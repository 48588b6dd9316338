"""Records in the form of the gold: what a scorer compares."""

from __future__ import annotations

import re
from typing import Any

Json = dict[str, Any]
POINTS = {"percent", "percentage_point", "basis_point"}


def to_gold(record: Json) -> Json | None:
    """Write a dumped fact in the gold's form; None for what the gold does not have."""
    span, kind = record["span"], record["type"]
    write = _WRITERS.get(kind)
    if write is None or (kind == "location" and record["form"] != "name"):
        return None
    return {"id": record["id"], "rule": record["rule"], "type": kind, "anchor": span["text"],
            "start": span["start"], "end": span["end"], **write(record)}  # fmt: skip


def unit_name(quantity: Json | None) -> str | None:
    """Return a point, per cent or currency unit as it is, any other as "count"."""
    if not quantity:
        return None
    unit = quantity["unit"] or ""
    return unit if unit in POINTS or re.fullmatch("[A-Z]{3}", unit) else "count"


def _amount(quantity: Json | None) -> Json:
    if not quantity:
        return {"amount": None, "modifier": None}
    if quantity["low"] is not None and quantity["high"] is not None:
        return {"amount": None, "amount_min": quantity["low"], "amount_max": quantity["high"], "modifier": "range"}
    bound = quantity["bound"]
    return {"amount": quantity["value"], "modifier": None if bound == "exact" else bound}


def _level(quantity: Json | None) -> Json | None:
    return {"amount": quantity["value"], "unit": unit_name(quantity)} if quantity else None


def _text(mention: Json | None) -> str | None:
    return mention["text"] if mention else None


def _period(period: Json | None) -> Json:
    period = period or {}
    return {"period_start": period.get("start_date"), "period_end": period.get("end_date")}


def _money(r: Json) -> Json:
    return _amount(r["amount"]) | {
        "currency": r["amount"]["unit"], "per": r["amount"]["per"], "what": _text(r["what"])
    }  # fmt: skip


def _change(r: Json) -> Json:
    return _amount(r["amount"]) | _period(r["period"]) | {
        "metric": _text(r["metric"]), "direction": r["direction"], "unit": unit_name(r["amount"]),
        "initial": _level(r["initial"]), "final": _level(r["final"]), "basis": r["basis"], "modality": r["modality"],
    }  # fmt: skip


def _share(r: Json) -> Json:
    return _amount(r["amount"]) | {"of": _text(r["of"])}


def _headcount(r: Json) -> Json:
    return _amount(r["amount"]) | _period(r["period"]) | {
        "who": _text(r["who"]), "action": r["action"], "origin": _text(r["origin"]),
        "destination": _text(r["destination"]), "modality": r["modality"],
    }  # fmt: skip


def _location(r: Json) -> Json:
    return {"surface": r["span"]["text"], "country": r["place"]["country"], "kind": r["place"]["kind"]}


def _statement(r: Json) -> Json:
    speaker = r["speaker"] or {}
    return {
        "content": [m["text"] for m in r["content"]], "kind": r["mode"], "speaker": _text(speaker.get("mention")),
        "speaker_resolved": speaker.get("name"), "role": speaker.get("role"),
        "organisation": speaker.get("organisation"), "cue": _text(r["cue"]),
        "date": (r["date"] or {}).get("start_date"),
    }  # fmt: skip


_WRITERS = {
    "money": _money, "change": _change, "share": _share, "headcount": _headcount, "location": _location,
    "statement": _statement,
}  # fmt: skip
