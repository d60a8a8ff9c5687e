"""What software does after a fact: drafts, checks, notices."""
