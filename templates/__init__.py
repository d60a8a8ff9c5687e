"""Wording only: papers, notices, messages. No logic beyond if and for."""
