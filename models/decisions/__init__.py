"""Rows of decisions."""
