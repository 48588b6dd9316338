"""Roles: who and what takes part, by the positions of a clause or by all that the article tells."""
