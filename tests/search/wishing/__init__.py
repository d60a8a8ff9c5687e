"""What people may want: one maker of wishes for each kind of act."""
