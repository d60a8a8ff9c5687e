"""Faults of layout and wording in a draft."""
