"""Reads tables as people keep them: any delimiter, encoding and spelling of the headers."""
