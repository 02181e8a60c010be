"""How each claim of a text stands against the record, as known then and as known now."""

from proscribe.screening.weighing.record import Peer, Record
from proscribe.screening.weighing.weigh import Asked, weigh

__all__ = ["Asked", "Peer", "Record", "weigh"]
