"""Faces of the workspace: they read what is asked, call it once, and show what it answers."""
