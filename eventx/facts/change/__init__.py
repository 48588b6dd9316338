"""Changes of a level: the words that tell them, the numbers that play a role in them, and what it is that changes."""

from eventx.facts.change.record import Change

__all__ = ["Change"]
