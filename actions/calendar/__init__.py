"""What is done with the working calendar."""
