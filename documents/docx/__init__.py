"""Blocks as .docx, and .docx read again."""
