"""What is done with people and bodies."""
