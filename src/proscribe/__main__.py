"""``python -m proscribe`` is the command line."""

from __future__ import annotations

import sys

from proscribe.interfaces.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
