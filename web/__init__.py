"""The web application: parses a request, calls one action or read, renders. No rule lives here."""
