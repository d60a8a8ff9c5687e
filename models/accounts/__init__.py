"""Rows of accounts and sessions."""
