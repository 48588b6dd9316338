"""Clauses: what a clause says of a number or deed, and the words that stand in each position of it."""
