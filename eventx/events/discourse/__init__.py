"""Discourse: what a clause leaves to those about it: parties, periods, levels before, the statement that tells it."""
