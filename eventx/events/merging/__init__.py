"""Merging: which mentions tell one happening, and which of the happenings the article chiefly tells."""
