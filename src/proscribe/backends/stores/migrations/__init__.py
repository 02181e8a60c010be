"""How the tables come to be; run by Alembic when a store is opened."""
