"""Prefect: what is due between two human acts is carried out here."""
