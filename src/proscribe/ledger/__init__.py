"""Bitemporal, append-only facts: what the lists said, and what of it was known when.

The room is pure: it declares the storage it needs and derives every view from what is stored.
"""
