"""Lists of the World Bank Group."""
