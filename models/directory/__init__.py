"""Rows of people and bodies."""
