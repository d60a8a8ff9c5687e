"""Drafts: a case file → wording → blocks → layout of the regime → .docx."""
