"""The event types: a file each, a class and its frame, with its words in the TOML file beside it."""
