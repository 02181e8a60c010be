"""What a server asks of a workspace: whole answers, from what is ready for all processes."""
