"""Questions put to bodies: answered, undone, and worked on inside the body."""
