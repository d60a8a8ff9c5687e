"""Pages of what is told and what waits today."""
