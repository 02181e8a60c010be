"""The pages, one module for each screen: each asks the workspace and renders."""
