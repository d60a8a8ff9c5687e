"""What is done with votes."""
