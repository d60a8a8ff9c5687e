"""Mutation testing of the domain and the actions: docs/how-to/mutation-testing.md."""
