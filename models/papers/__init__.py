"""Rows of papers."""
