"""Triggers: which type and action the words of a clause with a number tell, and when they tell none."""
