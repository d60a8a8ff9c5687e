"""A province as a folder, and laid over the law of the country."""
