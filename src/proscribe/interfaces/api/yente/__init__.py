"""yente's endpoints, so that its clients work unmodified: one module for each family."""

from proscribe.interfaces.api.yente import (
    catalog,
    entities,
    health,
    match,
    reconcile,
    search,
    statements,
)

ROUTERS = (
    health.router,
    match.router,
    search.router,
    entities.router,
    catalog.router,
    statements.router,
    reconcile.router,
)
