"""Our own endpoints, under ``/v1``: one module for each family."""

from proscribe.interfaces.api.v1 import (
    cases,
    check,
    jobs,
    reading,
    receipts,
    screen,
    sources,
    subjects,
    watches,
)

ROUTERS = (
    check.router,
    subjects.router,
    sources.router,
    reading.router,
    screen.router,
    jobs.router,
    watches.router,
    cases.router,
    receipts.router,
)
