"""A running case goes on by another text of law."""
