"""Rows of votes."""
