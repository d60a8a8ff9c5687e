"""What can happen to a case, and the case the facts add up to."""
