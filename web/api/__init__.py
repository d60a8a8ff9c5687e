"""The JSON interface: a bearer token → the same person, the same rights, the same one door."""
