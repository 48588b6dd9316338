"""Frames: an event type as data, and the words that tell it."""
