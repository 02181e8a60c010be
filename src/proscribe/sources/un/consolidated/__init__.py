"""How the Security Council's consolidated list writes what it says of one subject.

The XML has few fields and much free text: a note beside a date, several names in one alias, a
passport number within a sentence. Each module here reads one kind of thing.
"""
