"""Formats in which others exchange what they have gathered from many lists."""
