"""yente's endpoints, so that its clients work unmodified: one module for each family."""

from proscribe.interfaces.api.yente import health, match

ROUTERS = (health.router, match.router)
