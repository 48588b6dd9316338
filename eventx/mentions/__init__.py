"""What an article names: numbers with their units, times, places, names, persons, and the analysis that holds them."""
