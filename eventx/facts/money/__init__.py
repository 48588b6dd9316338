"""Money: amounts in a currency, and what they are paid for or are the level of."""

from eventx.facts.money.record import Money

__all__ = ["Money"]
