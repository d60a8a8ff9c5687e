"""What hangs on a person, a position or a body before it ends, and how it is moved."""
