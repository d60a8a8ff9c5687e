"""The search through the actions, on a database."""
