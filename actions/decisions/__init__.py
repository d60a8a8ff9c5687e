"""What is done with decisions."""
