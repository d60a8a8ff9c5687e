"""What would wait for ever, found by indexes of what is open."""
