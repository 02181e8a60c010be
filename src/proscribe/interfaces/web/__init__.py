"""The web application: pages that answer at a glance, with the evidence one click away."""

from proscribe.interfaces.web.mounting import mount_web

__all__ = ["mount_web"]
