"""Wording only: papers, notices, messages. No logic beyond if and for."""

from pathlib import Path

TEMPLATES = Path(__file__).parent
