"""Our own endpoints, under ``/v1``: one module for each family."""

ROUTERS = ()
