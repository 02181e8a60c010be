"""Reads the answers of OpenFIGI's interface, and what was asked of it."""
