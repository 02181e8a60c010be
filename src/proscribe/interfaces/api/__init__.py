"""The HTTP interface: yente's endpoints at the root, ours under ``/v1``."""
