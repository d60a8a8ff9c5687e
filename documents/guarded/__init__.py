"""Files of other people are opened in a process of their own, with limits and without a network."""
