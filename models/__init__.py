"""The shapes of data: rows, files, messages; the only room that writes SQL."""
