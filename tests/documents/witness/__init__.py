"""The program of the witnesses."""
