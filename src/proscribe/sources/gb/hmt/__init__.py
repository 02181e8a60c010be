"""HM Treasury's consolidated list: its layouts, and what one target says."""
