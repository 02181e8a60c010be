"""Lists of the United Nations."""
