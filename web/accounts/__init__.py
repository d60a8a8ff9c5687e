"""Pages of accounts and sessions."""
