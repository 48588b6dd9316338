"""Changes of a level: the words that tell them, the numbers that play a role in them, what it is that changes, and since when."""
