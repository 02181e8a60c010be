"""How United Kingdom lists write what one cell holds: enumerations, countries, numbers."""
