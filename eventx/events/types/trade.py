"""Trade: goods across a border, in money or volume."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from eventx.events.frames.frame import Frame, Role
from eventx.records import Event, Mention, Place, Quantity
from eventx.records.registry import register

_PARTNER = ("between", "modifier", "with")
_BOTH = ("between", "modifier", "subject")
_DONE = ("subject", "into", "by")
_WARE = ("subject",)
_TURNED = ("modifier", "subject", "possessor", "into", "by", "of")


@register
class Trade(Event):
    """Exports, imports, two-way trade or the balance of two countries."""

    frame: ClassVar[Frame] = Frame(
        priority=15,
        lexicon="trade",
        leads=("change", "money", "measure"),
        action="flow",
        per=False,
        pair=("exporter", "importer"),
        turned=frozenset({"import", "import:done", "import:spent"}),
        roles={
            "exporter": Role(
                "place", ("modifier", "of", "subject", "from", "grown"), sayer=False,
                when={
                    "import": ("from", "made", "grown"), "import:done": ("from", "modifier", "made", "grown"),
                    "import:spent": ("from", "made"),
                    "total": _BOTH, "balance": _BOTH,
                    "export:part": (), "import:part": (), "export:again": (),
                    "export:taken": ("home",), "import:given": ("trader", "subject"),
                    "export:earns": ("indirect", "modifier", "of", "subject", "from"),
                },
            ),
            "importer": Role(
                "place", ("to", "with", "indirect"), sayer=False,
                when={
                    "import": _TURNED, "import:done": _DONE, "import:spent": _DONE, "total": _PARTNER,
                    "balance": _PARTNER,
                    "export:part": (), "import:part": (), "export:again": (),
                    "export:taken": ("trader", "subject"), "import:given": ("home",), "export:earns": ("to", "with"),
                },
            ),
            "goods": Role(
                "mention", ("of", "counted", "compound", "measured", "ware"), when={
                    "import:done": ("counted", "fact.what", "of", "measured", "ware"),
                    "export:part": _WARE, "import:part": _WARE,
                    "export:again": (), "import:spent": ("of", "compound"),
                    "export:earns": ("of", "compound"),
                    "export:taken": ("compound", "fact.what", "of"), "import:given": ("compound", "fact.what", "of"),
                },
                carry=True, only=frozenset({"export", "import"}),
            ),
            "value": Role("quantity", ("level",)),
        },
    )  # fmt: skip

    reads: ClassVar[str] = "{exporter} -> {importer}, {flow}, {goods}, {value}"
    type: Literal["trade"] = "trade"
    exporter: list[Place] = Field(default_factory=list)
    importer: list[Place] = Field(default_factory=list)
    flow: Literal["export", "import", "total", "balance"] = "export"
    goods: Mention | None = None
    value: Quantity | None = None
