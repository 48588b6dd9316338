"""The gold of leads: triggers occur, types, actions and roles are of the contract, fillers are quoted."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parent.parent / "corpus"
OF_LEADS = pytest.mark.parametrize("corpus", ["fourth", "eighth"])
CONTRACT = {
    "acquisition": ("buy merge sell bid invest venture", "buyer target seller stake value"),
    "financing": (
        "raise list issue borrow repay restructure buy_back pay_dividend default bankrupt",
        "issuer investor instrument value",
    ),
    "personnel": ("appoint elect resign dismiss retire die", "person organisation predecessor post"),
    "diplomacy": ("meet visit talk sign recognise withdraw expel", "parties topic"),
    "policy": ("propose adopt amend reject repeal impose lift raise cut hold", "body measure target level change"),
    "legal": (
        "investigate arrest charge sue settle try rule convict acquit sentence fine",
        "authority plaintiff defendant offence penalty",
    ),
    "conflict": ("attack clash seize protest threaten cease", "attacker target weapon"),
    "disaster": ("strike burn explode crash collapse spread hack fail", "kind object magnitude"),
    "operation": ("launch open close build deliver suspend resume cancel recall", "operator what"),
    "contest": ("win lose draw lead advance", "winner loser contest score"),
    "trade": ("export import total balance", "exporter importer"),
    "workforce": ("send hire lay_off employ strike resign", "employer origin destination"),
    "movement": ("arrive leave flee return deploy move stop host", "origin destination"),
    "casualties": ("", ""),
    "pledge": ("pledge give invest lend spend", "giver receiver"),
    "result": ("", "subject"),
}
MODALITIES = ("asserted", "negated", "forecast", "hypothetical")


def rows(corpus: str, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / corpus / name).read_text(encoding="utf-8").split("\n") if line]


def occurrences(text: str, words: str) -> list[int]:
    return [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def fillers(value: list[Any]) -> list[str]:
    return [filler for part in value for filler in ([part] if isinstance(part, str) else part)]


def faults(event: dict[str, Any], text: str) -> list[str]:
    """What of one event is not of the contract."""
    actions, roles = (words.split() for words in CONTRACT[event["type"]])
    told = occurrences(text, event["trigger"])[event["occurrence"] - 1 :][:1] == [event["start"]]
    return [
        *([] if told else [f"trigger {event['trigger']}"]),
        *(f"also {word}" for word, number in event.get("also", ()) if len(occurrences(text, word)) < number),
        *([] if event["action"] in (actions or [""]) else [f"action {event['action']}"]),
        *(f"type {kind}" for kind in event.get("type_alt", ()) if kind not in CONTRACT),
        *(m for m in (event["modality"], *event.get("modality_alt", ())) if m not in MODALITIES),
        *(f"role {role}" for role in event["roles"] if role not in roles),
        *(f"filler {filler}" for value in event["roles"].values() for filler in fillers(value) if filler not in text),
    ]


@OF_LEADS
def test_every_event_is_of_the_contract_and_stands_in_its_text(corpus: str) -> None:
    texts = {row["id"]: row["text"] for row in rows(corpus, "leads.jsonl")}
    gold = rows(corpus, "gold.jsonl")
    assert [row["id"] for row in gold] == list(texts)
    wrong = [(row["id"], fault) for row in gold for event in row["events"] for fault in faults(event, texts[row["id"]])]
    assert wrong == []


@OF_LEADS
def test_a_lead_has_one_main_event_or_says_why_none(corpus: str) -> None:
    odd = [
        row["id"] for row in rows(corpus, "gold.jsonl") if sum(e["main"] for e in row["events"]) != (not row["none"])
    ]
    assert odd == []
