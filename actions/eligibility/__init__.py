"""What is done with eligibility."""
