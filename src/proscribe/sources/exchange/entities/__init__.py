"""Reads FollowTheMoney entities: whole files, nested ones, and what changed since."""
