"""Headcounts: how many persons or jobs a number counts, who they are and where."""

from eventx.facts.headcount.record import Headcount

__all__ = ["Headcount"]
