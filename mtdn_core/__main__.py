"""``python -m mtdn_core``, and the command ``mtdn``."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import sys


def main() -> int:
    """Run the command of this process; returns its exit code."""
    # until the command has begun, Ctrl-C ends the process without the traceback of an import
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    _share_one_heap()
    from mtdn_core.cli.main import main as run

    return run()


def _share_one_heap() -> None:
    """Let all threads of this process share one heap (glibc): several keep a tenth more of freed memory each.

    Only here, where the process is the command's own; a host such as QGIS keeps its settings.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):  # not glibc
        ctypes.CDLL(None).mallopt(-8, 1)  # M_ARENA_MAX


if __name__ == "__main__":
    sys.exit(main())
