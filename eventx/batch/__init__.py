"""Batch: archives of articles, in shards, that go on wherever they were stopped."""
