"""Our own endpoints, under ``/v1``: one module for each family."""

from proscribe.interfaces.api.v1 import check, reading, sources, subjects

ROUTERS = (check.router, subjects.router, sources.router, reading.router)
