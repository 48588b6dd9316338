"""Checks: whether a frame's roles fit the fields of its class, and stand in positions that a clause has."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, ForwardRef, Literal, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from eventx.lexicons import lexicon
from eventx.records import Actor, ActorKind, Mention, Place, PlaceKind, Quantity
from eventx.records.errors import ConfigError

if TYPE_CHECKING:
    from eventx.events.frames.frame import Role

Filler = Literal["place", "actor", "actors", "quantity", "mention"]
RECORDS: dict[str, type[BaseModel]] = {
    "place": Place,
    "actor": Actor,
    "actors": Actor,
    "quantity": Quantity,
    "mention": Mention,
}
LISTED = frozenset({"place", "actors"})
"""The fillers of which a field holds a list."""
KINDS: dict[str, frozenset[str]] = {
    "place": frozenset(get_args(PlaceKind)),
    "actor": frozenset(get_args(ActorKind)),
    "actors": frozenset(get_args(ActorKind)),
    "quantity": frozenset({"money", "percent", "time", "number", "fraction", "magnitude", "reached"}),
}
"""What may fill a role of each filler that asks for kinds."""
PREFIXES = ("fact.", "list.", "like.")


@cache
def positions() -> frozenset[str]:
    """Return the positions of a clause that a role may name besides those of :data:`PREFIXES`."""
    return frozenset(lexicon("clause").positions | lexicon("clause").prepositions)


def check_role(where: str, role: Role, field: FieldInfo) -> None:
    """Raise ConfigError if a role does not fit its field."""
    if role.filler not in RECORDS:
        raise ConfigError(f"{where}: unknown filler type {role.filler!r}; there are {', '.join(RECORDS)}")
    if not _fits(role.filler, field.annotation):
        made = RECORDS[role.filler].__name__
        made = f"a list of {made}" if role.filler in LISTED else made
        raise ConfigError(
            f"{where}: the filler {role.filler!r} makes {made}, which does not fit the field's type {field.annotation}"
        )
    if field.is_required():
        raise ConfigError(f"{where}: an article may not tell it; give the field a default")
    known = KINDS.get(role.filler, frozenset())
    if not set(role.kinds) <= known:
        told = ", ".join(sorted(known)) or "none for a mention"
        raise ConfigError(f"{where}: unknown kinds {', '.join(sorted(set(role.kinds) - known))}; there are {told}")
    for position in chain(role.at, *role.when.values()):
        if position not in positions() and not position.startswith(PREFIXES):
            raise ConfigError(
                f"{where}: unknown position {position!r}; there are prepositions, fact.NAME, list.NAME, "
                + ", ".join(sorted(lexicon("clause").positions))
            )


def _fits(filler: Filler, annotation: Any) -> bool:
    """Tell whether a field takes what a filler makes; of a type named before it is defined, nothing is known."""
    if any(isinstance(m, str | ForwardRef) for m in members(annotation)):
        return True
    made = RECORDS[filler].model_construct()
    try:
        TypeAdapter(annotation).validate_python([made] if filler in LISTED else made)
    except ValidationError:
        return False
    return True


def members(annotation: Any) -> set[Any]:
    """Return the types that a field's annotation is made of."""
    inner = get_args(annotation)
    return {annotation}.union(*map(members, inner)) if inner else {annotation}
