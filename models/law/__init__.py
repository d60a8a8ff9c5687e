"""Rows of the law."""
