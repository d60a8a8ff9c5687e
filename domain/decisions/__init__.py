"""Issuing: gates, numbers, registers."""
