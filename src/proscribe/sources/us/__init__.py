"""Lists of United States authorities."""
