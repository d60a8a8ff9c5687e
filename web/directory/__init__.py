"""Pages of people and bodies."""
