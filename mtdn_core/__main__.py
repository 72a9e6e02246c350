"""``python -m mtdn_core``."""

from __future__ import annotations

import sys

from mtdn_core.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
