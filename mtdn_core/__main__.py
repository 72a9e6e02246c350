"""``python -m mtdn_core``."""

from __future__ import annotations

import signal
import sys

if __name__ == "__main__":
    # until the command has begun, Ctrl-C ends the process without the traceback of an import
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from mtdn_core.cli.main import main

    sys.exit(main())
