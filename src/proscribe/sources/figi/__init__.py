"""Identifiers of securities as OpenFIGI gives them out."""
