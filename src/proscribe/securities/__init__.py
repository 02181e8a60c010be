"""Identifiers, tickers, and what a line of a portfolio holds.

Pure: files are opened by the backends.
"""
