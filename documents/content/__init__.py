"""A case as wording and blocks: what a paper says."""
