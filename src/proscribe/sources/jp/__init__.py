"""Lists of Japan."""
