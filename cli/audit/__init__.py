"""Commands for the audit."""
