"""Predicates: verbs and nouns that tell a happening without a number, and in which of their senses."""
