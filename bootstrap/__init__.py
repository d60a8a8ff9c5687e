"""Puts the application together; the only reader of the environment and the clock."""
