"""The rows of the province and every change of them."""
