"""Lists of the user's own."""
