"""``python -m mtdn_core``, and the command ``mtdn``; nothing is imported before Ctrl-C ends the process in silence."""


def main() -> int:
    """Run the command of this process; returns its exit code."""
    import _signal  # type: ignore[import-not-found]  # in C, and imports nothing, unlike the module signal

    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)  # until the command has begun, which says what was interrupted
    import contextlib
    import gc
    import os
    import sys

    # begin anew in the UTF-8 mode where the locale has another encoding: names of files would be read as other names
    encoding = sys.getfilesystemencoding().replace("-", "").lower()
    if encoding != "utf8" and sys.platform != "win32" and sys.executable and not sys.flags.utf8_mode:
        with contextlib.suppress(OSError):
            os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "mtdn_core", *sys.argv[1:]])
    set_heap()
    from mtdn_core.cli.main import main as run

    code = run()
    if code > 128:  # a signal: threads that read may be at work, which libraries do not expect when a process takes them down
        os._exit(code)
    gc.freeze()  # else Python looks through all objects of PyTorch before it ends, which takes most of a second
    return code


def set_heap() -> None:
    """Set how this process allocates (glibc); only where it is the command's own, a host such as QGIS keeps its settings.

    All threads share one heap, because several keep a tenth more of freed memory each. Tensors of any size come from it, and
    what they free stays with it: to map and clear new pages takes a tenth of the processor time.
    """
    import contextlib
    import ctypes

    arenas, mapped, kept = (-8, 1), (-4, 0), (-1, 512 << 20)
    with contextlib.suppress(AttributeError, OSError, TypeError):  # not glibc
        library = ctypes.CDLL(None)
        for parameter, value in (arenas, mapped, kept):
            library.mallopt(parameter, value)


if __name__ == "__main__":
    raise SystemExit(main())
