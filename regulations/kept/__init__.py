"""What cases keep of the law, by its digest."""
