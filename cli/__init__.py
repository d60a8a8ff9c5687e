"""The command line: parse, call one action or read, show."""
