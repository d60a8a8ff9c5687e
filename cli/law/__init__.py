"""Commands for the law."""
