"""What is done with hearing."""
