"""Does anything print that nobody is shown? Pairs of drafts that differ in one thing, printed."""
