"""Reads the user's own table of securities."""
