"""The Consolidated List of the Australian Sanctions Office, row by row."""
