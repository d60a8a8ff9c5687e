"""Alembic migrations: add, fill, enforce, in separate releases; a released one is never edited."""
