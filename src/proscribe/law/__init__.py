"""Regimes as dated YAML with citations, and the few rules that evaluate them."""
