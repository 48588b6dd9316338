"""Roster: the names of an article, looked up by token, by form and by kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis, Named, NameKind
from eventx.mentions.memory import remembered
from eventx.text.section import holding


@dataclass(frozen=True)
class Roster:
    """The names of one article."""

    analysis: Analysis

    def at(self, token: Token) -> Named | None:
        """Return the name that a token is part of."""
        return holding(self.analysis.names, token.idx)

    def of(self, kind: NameKind) -> list[Named]:
        """Return the names of a kind, in text order."""
        return [name for name in self.analysis.names if name.kind == kind]

    def span(self, name: Named) -> Span:
        """Return the tokens of a name."""
        return self.analysis.span(name.start, name.end)

    @cached_property
    def forms(self) -> dict[str, Named]:
        """The first name of each form: "Brandt" as well as "Brandt Appliance Corp."."""
        out: dict[str, Named] = {}
        for name in self.analysis.names:
            out.setdefault(self.analysis.text[name.start : name.end], name)
            out.setdefault(name.name, name)
        return out


def is_joined(span: Span) -> bool:
    """Tell whether a name only says who stands behind another: "*Kvern*-backed"; no "Kvern-made"."""
    behind = span.doc[span.end : span.end + 2]
    return len(behind) > 1 and behind[0].tag_ == "HYPH" and behind[1].lower_ in lexicon("entities").backed


@remembered
def roster_of(analysis: Analysis) -> Roster:
    """Return the names of an article, looked up once for all that ask."""
    return Roster(analysis)


def is_public(name: str) -> bool:
    """Tell whether a body is no firm: a ministry, a central bank, a council.

    >>> is_public("Leeds City Council"), is_public("Brandt Appliance Corp.")
    (True, False)
    """
    return not lexicon("names").public.isdisjoint(name.lower().split())
