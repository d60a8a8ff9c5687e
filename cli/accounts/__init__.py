"""Commands for accounts and sessions."""
