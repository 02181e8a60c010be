"""Reads what the Global LEI Foundation says of an entity, in each of its formats."""
