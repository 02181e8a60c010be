"""Lists of Canadian authorities."""
