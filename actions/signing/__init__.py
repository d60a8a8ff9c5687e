"""Signatures on an issued paper: put here, put elsewhere, checked, kept."""
