"""What is done with effects."""
