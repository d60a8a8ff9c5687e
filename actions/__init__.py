"""What the system can do: one verb, one file, one transaction; the only door to a case."""
