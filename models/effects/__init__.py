"""Rows of effects."""
