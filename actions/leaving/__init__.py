"""Somebody leaves, moves or is closed, a body ends: what hangs on them is asked about and moved."""
