"""Repairs: what the small models are known to get wrong in words, heads and labels, put right once, before all else."""
