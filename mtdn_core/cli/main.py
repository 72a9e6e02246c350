"""Entry point: dispatch, exit codes, errors in words.

Exit codes: 0 done, 1 a problem in words, 2 wrong usage, 130 interrupted (Ctrl-C), 143 terminated.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from mtdn_core.cli import models, runs
from mtdn_core.cli.doctor import doctor
from mtdn_core.cli.parser import parse
from mtdn_core.errors import MtdnError

OK, PROBLEM, INTERRUPTED, TERMINATED = 0, 1, 130, 143

COMMANDS: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "despeckle": runs.despeckle,
    "detect-changes": runs.detect_changes,
    "despeckle-and-detect": runs.despeckle_and_detect,
    "import-checkpoint": models.import_checkpoint,
    "models": models.models,
    "doctor": doctor,
}


class _TerminatedError(BaseException):
    """SIGTERM, raised so that half-written outputs are removed on the way out."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["evaluate"]:
        options = argparse.Namespace(command="evaluate", json=False, debug="--debug" in arguments)
    else:
        options = parse(arguments)
    before = _catch_termination()
    try:
        return _dispatch(options, arguments[1:])
    except MtdnError as error:
        return _say(options, str(error), type(error).__name__, PROBLEM)
    except KeyboardInterrupt:
        return _say(options, "Interrupted, no output was kept.", "Interrupted", INTERRUPTED)
    except _TerminatedError:
        return _say(options, "Terminated, no output was kept.", "Terminated", TERMINATED)
    except Exception as error:
        text = " ".join(str(error).split())[:500]
        advice = "" if options.debug else " Run again with --debug for the traceback, and report it."
        return _say(options, f"Unexpected {type(error).__name__}: {text}.{advice}", type(error).__name__, PROBLEM)
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


def _dispatch(options: argparse.Namespace, rest: list[str]) -> int:
    if options.command == "evaluate":
        return models.evaluate([argument for argument in rest if argument != "--debug"])
    if options.command == "train":
        return models.train(options)
    result = COMMANDS[options.command](options)
    if options.json:
        print(json.dumps(_plain(result), ensure_ascii=False))
    return OK if result.get("ok", True) else PROBLEM


def _say(options: argparse.Namespace, text: str, kind: str, code: int) -> int:
    """Print an error; as JSON, too, where a program listens."""
    if options.debug:
        traceback.print_exc()
    print(f"Error: {text}" if code == PROBLEM else text, file=sys.stderr)
    if options.json:
        print(json.dumps({"error": kind, "message": text}, ensure_ascii=False))
    return code


def _plain(value: Any) -> Any:
    """Replace what JSON has no word for (NaN, infinity) by null."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    return value


def _catch_termination() -> Any:
    def raise_it(*_: object) -> None:
        raise _TerminatedError

    try:
        return signal.signal(signal.SIGTERM, raise_it)
    except ValueError:  # not in the main thread
        return None
