"""Which fact tells whom, and in what words."""
