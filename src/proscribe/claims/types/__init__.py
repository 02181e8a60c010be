"""The types of claims: one module each, with its rules and examples."""
