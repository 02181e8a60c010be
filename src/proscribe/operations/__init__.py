"""What people do with answers."""
