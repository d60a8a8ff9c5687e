"""The law as dated data, and what reads and checks it."""
