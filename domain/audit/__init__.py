"""The hash chain of a case and the seal over all cases."""
