"""Layout of the regime: head, legal bases, foot."""
