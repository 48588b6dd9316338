"""Entities: the persons, bodies, countries and scenes of an article, and whom a word stands for."""
