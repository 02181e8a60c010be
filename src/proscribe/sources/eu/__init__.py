"""Lists of European Union authorities."""
