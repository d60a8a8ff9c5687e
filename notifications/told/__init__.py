"""What leaves these pages: mails, and the days of a calendar."""
