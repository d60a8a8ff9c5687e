"""Mail: where people get it, what is on its way, what came back."""
