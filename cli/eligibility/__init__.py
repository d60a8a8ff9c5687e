"""Commands for eligibility."""
