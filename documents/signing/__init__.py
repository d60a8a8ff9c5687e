"""Digital signatures from a token, and checking them."""
