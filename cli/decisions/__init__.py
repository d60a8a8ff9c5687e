"""Commands for decisions."""
