"""The one core of all interfaces: what can be done with Proscribe."""

from proscribe.workspace.facade import Workspace, open_workspace

__all__ = ["Workspace", "open_workspace"]
