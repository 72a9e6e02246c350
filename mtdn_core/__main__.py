"""``python -m mtdn_core``, and the command ``mtdn``."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys


def main() -> int:
    """Run the command of this process; returns its exit code."""
    # until the command has begun, Ctrl-C ends the process without the traceback of an import
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    _use_utf8()
    set_heap()
    from mtdn_core.cli.main import main as run

    return run()


def _use_utf8() -> None:
    """Begin anew in the UTF-8 mode where the locale has another encoding: names of files would be read as other names."""
    encoding = sys.getfilesystemencoding().replace("-", "").lower()
    if encoding != "utf8" and sys.platform != "win32" and sys.executable and not sys.flags.utf8_mode:
        with contextlib.suppress(OSError):
            os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "mtdn_core", *sys.argv[1:]])


def set_heap() -> None:
    """Set how this process allocates (glibc); only where it is the command's own, a host such as QGIS keeps its settings.

    All threads share one heap, because several keep a tenth more of freed memory each. Tensors of up to 32 MB come from it
    (no larger ones may), and what they free stays with it: to map and clear new pages takes a tenth of the processor time.
    """
    arenas, mapped_from, kept = (-8, 1), (-3, 32 << 20), (-1, 512 << 20)
    with contextlib.suppress(AttributeError, OSError, TypeError):  # not glibc
        library = ctypes.CDLL(None)
        for parameter, value in (arenas, mapped_from, kept):
            library.mallopt(parameter, value)


if __name__ == "__main__":
    sys.exit(main())
