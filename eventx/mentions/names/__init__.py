"""Names: the persons, bodies and other things that an article names, told apart, each by its fullest form."""
