"""Every path of every procedure, walked by the domain itself, and what holds on all of them."""
