"""Canada's Consolidated Autonomous Sanctions List: its regimes, and the names in it."""
