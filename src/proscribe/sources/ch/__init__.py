"""Lists of Swiss authorities."""
