"""What is done with accounts and sessions."""
