"""The commands, one module for each family: each reads options, asks the workspace, shows."""
