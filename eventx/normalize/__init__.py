"""Text to value, with no Doc and no Span: numbers, currencies, units, dates, places."""
