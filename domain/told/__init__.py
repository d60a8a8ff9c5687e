"""What leaves the program as mail: which notices, when, and what becomes of a refusal."""
