"""PDF and spreadsheets."""
