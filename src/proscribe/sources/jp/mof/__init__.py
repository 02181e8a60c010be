"""The Ministry of Finance's list of those whose assets are frozen, in its formats."""
