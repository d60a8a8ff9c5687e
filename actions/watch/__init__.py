"""What waits in silence is found, shown to who can mend it, and told once."""
