"""Drafts, versions, the dossier, who signs."""
