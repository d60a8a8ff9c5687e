"""What belongs to one province: its bodies and its choices, as rows that change one by one."""
