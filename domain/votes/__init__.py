"""Ballots, and the majorities the law asks for."""
