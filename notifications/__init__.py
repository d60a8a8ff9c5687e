"""Which fact tells whom, and the words of what is told and refused."""
