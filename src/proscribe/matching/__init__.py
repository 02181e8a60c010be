"""Names to keys, and keys to candidates."""
