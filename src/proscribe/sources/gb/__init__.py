"""Lists of United Kingdom authorities."""
