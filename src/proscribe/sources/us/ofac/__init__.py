"""How OFAC writes its lists, whatever the list and whatever the format.

Each format is read into :class:`~proscribe.sources.us.ofac.record.Record`, and
one builder turns records into listings, so that equal content gives equal
listings.
"""
