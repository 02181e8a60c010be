"""Databases that keep the ledger: SQLite by default, PostgreSQL for servers."""
