"""What a case is at one moment: the case and its tasks. Facts change it; it knows none of them."""
