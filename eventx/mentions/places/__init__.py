"""Geography: which words of an article name a place, and which place on earth they mean."""
