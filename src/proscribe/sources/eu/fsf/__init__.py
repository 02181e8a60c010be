"""The EU Financial Sanctions Files, in their two formats."""
