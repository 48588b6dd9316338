"""How a sentence is built: phrases, clauses, tense."""
