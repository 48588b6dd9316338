"""Counts: what a number counts or is a part of: persons, jobs, wholes, topics, and where it happens."""
