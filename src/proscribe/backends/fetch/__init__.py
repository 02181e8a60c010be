"""Fetches published files over HTTP: whole, as they are, or with a reason why not."""
