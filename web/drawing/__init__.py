"""A procedure drawn as boxes and paths."""
