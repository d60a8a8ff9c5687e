"""The directory and the province for programs."""
