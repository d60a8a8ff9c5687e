"""Rows of the audit."""
