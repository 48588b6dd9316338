"""eventx: typed event records from English news.

>>> import eventx
>>> extraction = eventx.extract("Exports rose 33% to $1.05 billion.", published="2025-07-19")
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eventx.events.frames.frame import Frame as Frame
    from eventx.events.frames.frame import Role as Role
    from eventx.events.frames.frame import Trigger as Trigger
    from eventx.events.types.acquisition import Acquisition as Acquisition
    from eventx.events.types.casualties import Casualties as Casualties
    from eventx.events.types.conflict import Conflict as Conflict
    from eventx.events.types.contest import Contest as Contest
    from eventx.events.types.diplomacy import Diplomacy as Diplomacy
    from eventx.events.types.disaster import Disaster as Disaster
    from eventx.events.types.financing import Financing as Financing
    from eventx.events.types.legal import Legal as Legal
    from eventx.events.types.movement import Movement as Movement
    from eventx.events.types.operation import Operation as Operation
    from eventx.events.types.personnel import Personnel as Personnel
    from eventx.events.types.pledge import Pledge as Pledge
    from eventx.events.types.policy import Policy as Policy
    from eventx.events.types.result import Result as Result
    from eventx.events.types.trade import Trade as Trade
    from eventx.events.types.workforce import Workforce as Workforce
    from eventx.facts.change import Change as Change
    from eventx.facts.headcount import Headcount as Headcount
    from eventx.facts.location import Location as Location
    from eventx.facts.measure import Measure as Measure
    from eventx.facts.money import Money as Money
    from eventx.facts.share import Share as Share
    from eventx.facts.statement import Statement as Statement
    from eventx.facts.time import Time as Time
    from eventx.io.page import render as render
    from eventx.mentions.analysis import Analysis as Analysis
    from eventx.mentions.claims import Claims as Claims
    from eventx.mentions.claims import Proposal as Proposal
    from eventx.pipeline import add_to as add_to
    from eventx.pipeline import extract as extract
    from eventx.pipeline import extract_many as extract_many
    from eventx.pipeline import load as load
    from eventx.pipeline import make_doc as make_doc
    from eventx.records import Event as Event
    from eventx.records import Fact as Fact
    from eventx.records import Quantity as Quantity
    from eventx.records.article import Article as Article
    from eventx.records.errors import EventxError as EventxError
    from eventx.records.extraction import Extraction as Extraction
    from eventx.records.extraction import schema as schema
    from eventx.records.registry import register as register

    AnyFact = Change | Headcount | Location | Measure | Money | Share | Statement | Time
    AnyEvent = (
        Acquisition
        | Casualties
        | Conflict
        | Contest
        | Diplomacy
        | Disaster
        | Financing
        | Legal
        | Movement
        | Operation
        | Personnel
        | Pledge
        | Policy
        | Result
        | Trade
        | Workforce
    )

__version__ = "0.1.0"

_NAMES = {
    "events.frames.frame": ("Frame", "Role", "Trigger"),
    "io.page": ("render",),
    "mentions.analysis": ("Analysis",),
    "mentions.claims": ("Claims", "Proposal"),
    "pipeline": ("add_to", "extract", "extract_many", "load", "make_doc"),
    "records": ("Event", "Fact", "Quantity"),
    "records.article": ("Article",),
    "records.errors": ("EventxError",),
    "records.extraction": ("Extraction", "schema"),
    "records.registry": ("register",),
}
_TYPES = {
    "facts": ("Change", "Headcount", "Location", "Measure", "Money", "Share", "Statement", "Time"),
    "events.types": (
        "Acquisition", "Casualties", "Conflict", "Contest", "Diplomacy", "Disaster", "Financing", "Legal", "Movement",
        "Operation", "Personnel", "Pledge", "Policy", "Result", "Trade", "Workforce",
    ),
}  # fmt: skip
_HOME = {name: module for module, names in _NAMES.items() for name in names}
_HOME |= {name: f"{package}.{name.lower()}" for package, names in _TYPES.items() for name in names}
"""Where each public name is."""
_UNIONS = {"AnyEvent": "events", "AnyFact": "facts"}
"""All types of a room as one, told apart by ``type``: at run time those that are registered, your own, too."""
__all__ = sorted([*_HOME, *_UNIONS])


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import eventx`` stays light."""
    if name in _UNIONS:
        return importlib.import_module("eventx.records.extraction").union(_UNIONS[name])
    if name not in _HOME:
        raise AttributeError(f"module 'eventx' has no attribute {name!r}")
    return getattr(importlib.import_module(f"eventx.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
