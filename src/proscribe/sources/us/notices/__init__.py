"""What the lists that rest on orders and notices, and have no numbers, are read with."""
