"""Entry point: dispatch, exit codes, errors in words.

Exit codes: 0 done, 1 a problem in words, 2 wrong usage, 128 and the number of the signal that ended the command
(130 Ctrl-C, 143 SIGTERM).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from mtdn_core.cli import commands
from mtdn_core.cli.parser import parse
from mtdn_core.cli.signals import Signals, TerminatedError
from mtdn_core.cli.terminal import TerminalFeedback, open_standard_streams, print_error, print_output
from mtdn_core.errors import ConfigError, InputError, of_the_system

OK, PROBLEM = 0, 1
LONGEST = 4096  # characters of an argument: no system has longer paths

COMMANDS: dict[str, Callable[[argparse.Namespace, TerminalFeedback], dict[str, Any]]] = {
    **dict.fromkeys(("despeckle", "detect-changes", "despeckle-and-detect"), commands.run_dates),
    "assess": commands.assess,
    "features": commands.features,
    "covariance": commands.covariance,
    "import-checkpoint": commands.import_checkpoint,
    "train": commands.train,
    "evaluate": commands.evaluate,
    "models": commands.models,
    "doctor": commands.doctor,
}
TEXT_ALONE = ("models", "doctor", "evaluate")  # commands whose result is what they print


def main(argv: Sequence[str] | None = None) -> int:
    open_standard_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    with Signals() as signals:
        options = argparse.Namespace(command="", json="--json" in arguments, debug="--debug" in arguments)
        try:
            with signals.raised():
                _check(arguments)
                options = parse(arguments)
                with TerminalFeedback(options.quiet) as feedback:
                    result = COMMANDS[options.command](options, feedback)
                code = OK if result.get("ok", True) else PROBLEM
                # in ASCII, which every encoding of standard output holds
                problem = print_output(json.dumps(_plain(result)) if options.json else "")
                if problem:
                    print_error(f"Warning: the result could not be printed on standard output ({problem})")
                    code = PROBLEM if options.command in TEXT_ALONE else code
                return code
        except SystemExit:
            print_output()
            raise
        except BrokenPipeError as error:  # the reader has seen enough
            print_output()
            return OK if options.command in TEXT_ALONE else _fail(options, _words(error, options), "OSError")
        except (Exception, KeyboardInterrupt, TerminatedError) as error:
            if signals.received or not isinstance(error, Exception):  # also what a library made of it
                kind = "Interrupted" if signals.code == 130 else "Terminated"
                return _fail(options, signals.text, kind, signals.code)
            return _fail(options, _words(error, options), type(error).__name__)


def _check(arguments: Sequence[str]) -> None:
    """Refuse what no path can be, and a place where none can be resolved."""
    for argument in arguments:
        if "\0" in argument or len(argument) > LONGEST:
            raise InputError(
                f"The argument '{argument[:60]}'... has {len(argument)} characters or a zero byte",
                f"at most {LONGEST} characters, none of them zero", "correct it",
            )
    try:
        os.getcwd()
    except OSError as error:
        raise ConfigError(
            f"The working directory cannot be used ({error.strerror}); it may have been deleted", "one that exists",
            "change to another directory (cd) and run again",
        ) from error


def _words(error: Exception, options: argparse.Namespace) -> str:
    """Say what is wrong or what the system refused; anything else is a defect."""
    if known := of_the_system(error):
        return str(known)
    text = " ".join(str(error).split())[:500]
    advice = "" if options.debug else " Run again with --debug for the traceback, and report it."
    return f"Unexpected {type(error).__name__}: {text}.{advice}"


def _fail(options: argparse.Namespace, text: str, kind: str, code: int = PROBLEM) -> int:
    """Print an error; as JSON, too, where a program listens."""
    if options.debug:
        for line in traceback.format_exc().splitlines():
            print_error(line)
    print_error(f"Error: {text}" if code == PROBLEM else text)
    print_output(json.dumps({"error": kind, "message": text}) if options.json else "")
    return code


def _plain(value: Any) -> Any:
    """Replace what JSON has no word for (NaN, infinity) by null."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
