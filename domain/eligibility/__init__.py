"""What the rules find about a person on a day."""
