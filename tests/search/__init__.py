"""Random people, allowed and forbidden acts: what always holds must hold after each of them."""
