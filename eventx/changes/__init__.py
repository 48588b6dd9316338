"""Changes of a level: the words that tell them, the numbers that play a role in them, and what it is that changes."""
