"""The UK Sanctions List: its layouts, and what one designation says."""
