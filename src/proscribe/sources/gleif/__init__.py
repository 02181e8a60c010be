"""Legal entity identifiers (LEI) and who owns whom, from the Global LEI Foundation."""
