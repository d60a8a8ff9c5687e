"""Papers of a case and their signatures, as JSON."""
