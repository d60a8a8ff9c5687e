"""Who of the body asked works on a question, and how it comes to whom."""
