"""Ownership: shares as printed, graphs of millions of them, and who counts as owned."""
