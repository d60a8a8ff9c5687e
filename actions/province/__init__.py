"""The province: its bodies and choices, changed one by one or taken in as a folder."""
