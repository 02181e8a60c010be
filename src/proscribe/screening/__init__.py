"""Brings the rooms together: verdicts on holdings, what changed, reports."""
