"""Who may sign in, tokens of programs, and webhooks."""
