"""What would wait for ever: questions nobody can answer, and what else nobody looks after."""
