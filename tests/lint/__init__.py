"""Lint rules of this house. Each says in its docstring which fault it prevents; each is seen red
on a planted fault in its test."""
