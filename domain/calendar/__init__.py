"""Days, hours and working days: what a date means here."""
