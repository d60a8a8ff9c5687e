"""Wording only: papers, messages, pages. No logic beyond if and for."""

from pathlib import Path

TEMPLATES = Path(__file__).parent
