"""What the World Bank says of one supplier, and how its answer is laid out."""
