"""Lists of Australia."""
