"""Signing an issued paper, here and elsewhere."""
