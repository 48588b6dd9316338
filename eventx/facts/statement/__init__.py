"""Speech: cues, speakers and contents, joined to frames of statements."""

from eventx.facts.statement.record import Statement

__all__ = ["Statement"]
