"""The law as data: procedures, citations, options, deadlines, and what is in force on a day."""
