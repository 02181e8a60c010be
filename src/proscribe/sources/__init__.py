"""One file per official list: bytes in, listings out.

Nothing here touches files (but packaged facts), the network or the clock.
"""
