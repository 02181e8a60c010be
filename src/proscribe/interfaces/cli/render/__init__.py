"""From what the workspace answers to what a terminal shows."""
