"""The text before spaCy reads it: layout, dateline, language, and tokens in linear time."""
