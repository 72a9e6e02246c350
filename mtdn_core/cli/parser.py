"""Commands and options."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from mtdn_core import __version__
from mtdn_core.assessment.run import AssessSettings
from mtdn_core.errors import printable
from mtdn_core.inference.series import EACH_SIDE
from mtdn_core.inference.settings import ALL, CHANGE, DESPECKLE, RunSettings, Setting, number_of, settings_of
from mtdn_core.products.features import FeatureSettings
from mtdn_core.raster.grid import EXTENT

DESCRIPTION = "Despeckle dual-polarisation SAR rasters and detect change between dates."
MORE = "COMMAND --help lists the options of a command. docs/command-line-and-python.md and docs/recipes.md have examples."
FILES_TAKE_ALL = "; all names after an option of several files belong to that option, so give them before it"
INPUT_HELP = "raster with VV and VH or C2; or the VV file (VH is found beside it), a BEAM-DIMAP product, a PolSARpro C2 folder"
VH_HELP = "the VH file, if INPUT holds VV only"
CLASSES_HELP = "0 unchanged, 1 changed, 255 nodata"
CHANGE_PATHS: dict[str, tuple[str, ...]] = {
    "probability": ("PROB.tif", "probability of change"),
    "step": ("STEP.tif", "signed change, AFTER over BEFORE in dB, VV and VH, despeckled, weather taken out"),
    "polygons": ("FILE", "polygons of change with area, probability, step and dates: .gpkg, .geojson, .fgb"),
    "later": ("FILES", "later dates of the same grid and orbit, which confirm and date the change (the classes stay those of "
              "the two dates); VH files are found beside"),
    "later_vh": ("FILES", "their VH files, in the same order"),
    "first_change": ("DAYS.tif", "with --later: date of the first change, days since 1970-01-01; one that lasts two dates or "
                     "more goes first"),
    "confirmations": ("COUNT.tif", "with --later: dates in a row that follow the first change and show it, too; 255: no "
                      "change, or nodata"),
}


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


class _Parser(argparse.ArgumentParser):
    """Escapes control characters of wrong arguments in its messages, and says why a name may be missing that was given."""

    def error(self, message: str) -> NoReturn:
        taken = "arguments are required" in message and any(action.nargs == "+" for action in self._actions)
        unknown = "; COMMAND --help lists the options of a command" if "unrecognized arguments" in message else ""
        super().error(printable(message) + (FILES_TAKE_ALL if taken else unknown))


def build_parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(prog="python -m mtdn_core", description=DESCRIPTION, epilog=MORE)
    parser.add_argument("--version", action="version", version=f"mtdn {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for add in (_despeckle, _detect, _both, _tools, _models):
        add(commands)
    return parser


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse a command line; exit with 2 and the usage where it is wrong."""
    parser = build_parser()
    options = parser.parse_args(_with_negative_extent(arguments))
    if options.command == "despeckle" and (problem := _series_problem(options)):
        parser.error(problem)
    return options


def _with_negative_extent(arguments: Sequence[str]) -> list[str]:
    """Join --extent and its value, which argparse would take for an option where it begins with a minus."""
    result: list[str] = []
    for argument in arguments:
        joined = f"{result.pop()}={argument}" if result[-1:] == ["--extent"] else argument
        result.append(joined)
    return result


def _series_problem(options: argparse.Namespace) -> str:
    """Say what is wrong with the mixture of one date and a series."""
    needed = {"INPUT": options.first, "--output": options.despeckled1}
    single = {
        **needed, "--vh": options.first_vh, "--second": options.second, "--second-vh": options.second_vh,
        "--second-bands": options.second_bands, "--reference": options.references, "--ratio": options.ratio,
    }
    if options.series:
        if given := [name for name, value in single.items() if value]:
            return f"despeckle --series finds its files itself; leave out {', '.join(given)}"
        if options.workers and options.scheduler:
            return "--workers starts its own processes; leave it out with --scheduler"
        return "" if options.output_dir else "despeckle --series needs --output-dir"
    several = ("output_dir", "workers", "scheduler", "each_side")
    if given := [f"--{name.replace('_', '-')}" for name in several if getattr(options, name) is not None]:
        return f"despeckle {given[0]} needs --series"
    missing = [name for name, value in needed.items() if not value]
    hint = FILES_TAKE_ALL if options.references else ""
    return f"despeckle needs {' and '.join(missing)} (or --series and --output-dir){hint}" if missing else ""


def parse_bands(text: str) -> tuple[int, ...]:
    """Read band numbers, ``1,2``."""
    try:
        bands = tuple(int(part) for part in text.replace(" ", ",").split(",") if part)
    except ValueError:
        bands = ()
    if len(bands) not in (1, 2, 4) or min(bands) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not VV,VH or C11,Re C12,Im C12,C22 or one number, for example 1,2")
    return bands


def number(setting: Setting) -> Callable[[str], float | int]:
    """Return a reader of a number within the bounds of a setting."""

    def read(text: str) -> float | int:
        value = number_of(text, setting.kind == "integer")
        if value is None or not setting.allows(value):
            raise argparse.ArgumentTypeError(f"'{text}' is not {setting.expected()}")
        return value

    return read


def _command(commands: Commands, name: str, text: str, usage: str, example: str = "") -> argparse.ArgumentParser:
    """Add a command: what it does, its usage in short, and the arguments of an example."""
    return commands.add_parser(
        name, help=text, description=f"{text[0].upper()}{text[1:]}.", usage=f"%(prog)s {usage} [options]",
        epilog=f"Example: python -m mtdn_core {name} {example}" if example else None,
    )


def _paths(command: argparse.ArgumentParser, required: str = "", /, **options: tuple[str, ...]) -> None:
    """Add options that take a path: by their names, what stands for it in the usage (FILES: several), help, and destination."""
    for name, (metavar, text, *destination) in options.items():
        more: Any = {"nargs": "+", "default": [], "metavar": "FILE"} if metavar == "FILES" else {"metavar": metavar}
        names = [f"--{name.replace('_', '-')}", *(["-o"] if name == "output" else [])]
        command.add_argument(*names, help=text, required=name == required, dest=(*destination, name)[0], **more)


def _despeckle(commands: Commands) -> None:
    command = _command(
        commands, "despeckle", "despeckle one date, alone or with others, or every date of a folder",
        "(INPUT --output OUT.tif | --series DIR --output-dir DIR)", "before.tif --second after.tif --output despeckled.tif",
    )
    command.add_argument("first", metavar="INPUT", nargs="?", help=INPUT_HELP)
    _paths(
        command, vh=("FILE", VH_HELP, "first_vh"),
        second=("FILE", "another date on the same grid, which makes the result better"), second_vh=("FILE", "its VH file"),
        reference=("FILES", "other dates on the same grid and of the same orbit, which make a reference; VH files are found "
                   "beside", "references"),
        output=("OUT.tif", "despeckled INPUT", "despeckled1"),
        ratio=("RATIO.tif", "INPUT over despeckled, VV and VH; ideally speckle"),
        series=("DIR", "instead of INPUT: every date in DIR, or in a stack, with dates before and after it as reference"),
        output_dir=("DIR", "where the results of --series go"),
        scheduler=("ADDRESS", "with --series: the workers of a dask scheduler you trust, which see the files under the same "
                   "paths"),
    )
    command.add_argument("--second-bands", type=parse_bands, metavar="N,N", help="its band numbers (as --bands)")
    for name, least, text in (
        ("--each-side", 0, f"with --series: dates before, and dates after, of the reference (default: {EACH_SIDE})"),
        ("--workers", 1, "with --series: N processes on this machine, one thread each, or at most N with a graphics card each"),
    ):
        command.add_argument(name, type=number(Setting("", "", "integer", minimum=least)), metavar="N", help=text)
    _settings(command, RunSettings(), ALL, DESPECKLE)


def _detect(commands: Commands) -> None:
    command = _command(
        commands, "detect-changes", "detect change between two dates", "BEFORE AFTER --output CHANGE.tif",
        "before.tif after.tif --baseline d1.tif d2.tif d3.tif --false-alarms 0.01 --output change.tif --polygons change.gpkg",
    )
    _two_dates(command)
    _paths(
        command, "output", output=("CHANGE.tif", CLASSES_HELP, "change"),
        baseline=("FILES", "earlier dates of the same grid and orbit, which say what is normal here; VH files are found "
                  "beside", "references"),
        baseline_vh=("FILES", "their VH files, in the same order", "references_vh"), **CHANGE_PATHS,
    )
    _settings(command, RunSettings(), ALL, CHANGE)


def _both(commands: Commands) -> None:
    command = _command(commands, "despeckle-and-detect", "two despeckled dates and change from one pass", "BEFORE AFTER")
    _two_dates(command)
    _paths(
        command, output_before=("OUT.tif", "despeckled BEFORE", "despeckled1"),
        output_after=("OUT.tif", "despeckled AFTER", "despeckled2"), change=("CHANGE.tif", CLASSES_HELP), **CHANGE_PATHS,
    )
    _settings(command, RunSettings(), ALL, CHANGE, DESPECKLE)


def _tools(commands: Commands) -> None:
    command = _command(
        commands, "assess", "measure whether a filter, of any maker, invented or lost anything", "BEFORE AFTER",
        "original.tif filtered.tif --html report.html",
    )
    _two_dates(command, "the same for the filtered image, on the same grid")
    _paths(command, html=("REPORT.html", "report with pictures, one file that loads nothing"))
    _settings(command, AssessSettings(), ALL)
    command = _command(
        commands, "features", "polarimetric and temporal features as bands of one raster", "INPUT --output OUT.tif"
    )
    command.add_argument("first", metavar="INPUT", help=INPUT_HELP)
    _paths(
        command, "output", vh=("FILE", VH_HELP, "first_vh"),
        stack=("FILES", "further dates: adds temporal features"), output=("OUT.tif", "float32, one named band per feature"),
    )
    _settings(command, FeatureSettings(), ALL)
    command = _command(commands, "covariance", "C2 from a PolSARpro folder or BEAM-DIMAP to one GeoTIFF, and back", "INPUT")
    command.add_argument("first", metavar="INPUT", help="PolSARpro C2 folder, BEAM-DIMAP (.dim), or raster with C2")
    _paths(
        command, output=("C2.tif", "GeoTIFF with the bands C11, C12_real, C12_imag, C22"),
        folder=("DIR", "PolSARpro folder to make"),
    )
    _settings(command)


def _two_dates(command: argparse.ArgumentParser, after: str = "the same for the later date, on the same grid") -> None:
    for name, date, text in (("first", "before", INPUT_HELP), ("second", "after", after)):
        command.add_argument(name, metavar=date.upper(), help=text)
        command.add_argument(f"--{date}-vh", metavar="FILE", dest=f"{name}_vh", help=f"the VH file of {date.upper()}")
        command.add_argument(
            f"--{date}-bands", type=parse_bands, metavar="N,N", dest=f"{name}_bands",
            help=f"band numbers of {date.upper()} (as --bands)",
        )


def _settings(command: argparse.ArgumentParser, defaults: Any = None, *applies: str) -> None:
    """Add an option for every field of a settings object, described where the field is, and what all commands have."""
    group = command.add_argument_group("settings")
    for name, setting in settings_of(defaults).items() if defaults else ():
        if setting.applies not in applies:
            continue
        default = getattr(defaults, name)
        option, text = f"--{name.replace('_', '-')}", setting.help.replace("%", "%%").replace("Empty:", "Default:")
        if setting.kind == "flag":
            group.add_argument(option, action="store_true", help=text)
        elif setting.kind == "options":
            group.add_argument(
                "--creation-option", "--co", dest=name, action="append", default=[], metavar="KEY=VALUE",
                help=f"{text} Repeatable.",
            )
        elif setting.kind == "choice":
            group.add_argument(option, choices=setting.choices, default=default, help=f"{text} (default: {default})")
        elif setting.kind == "model":
            group.add_argument(option, default=default, metavar="NAME_OR_PATH", help=f"{text} (default: {default})")
        elif setting.kind == "extent":
            group.add_argument(option, default=default, metavar="EXTENT", help=f"{text} {EXTENT}")
        else:
            shown = "" if default is None else f" (default: {default:g})"
            group.add_argument(option, type=number(setting), default=default, metavar="N", help=text + shown)
    group.add_argument(
        "--bands", type=parse_bands, metavar="N,N[,N,N]",
        help="band numbers of every date: VV,VH or C11,Re C12,Im C12,C22, or one polarisation alone (default: recognised)",
    )
    _talk(command)


def _talk(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("messages")
    group.add_argument("--json", action="store_true", help="one JSON object on standard output, for programs")
    group.add_argument("--quiet", "-q", action="store_true", help="warnings and errors only")
    group.add_argument("--debug", action="store_true", help="show the traceback of an error")


def _models(commands: Commands) -> None:
    command = _command(
        commands, "import-checkpoint", "convert a published MTDN checkpoint (.pth) to safetensors",
        "CHECKPOINT.pth OUT.safetensors",
    )
    command.add_argument("checkpoint", metavar="CHECKPOINT.pth", help="weights in the layout of the paper's authors")
    command.add_argument("output", metavar="OUT.safetensors", help="weights to write; their card is written beside")
    _talk(command)
    command = _command(commands, "train", "train a model by a configuration file", "CONFIG")
    command.add_argument("config", metavar="CONFIG", help="TOML, see docs/training.md and mtdn_core/training/config.py")
    _talk(command)
    command = _command(
        commands, "evaluate", "measure models by the other dates of real series, simulated stacks and dated changes",
        "[MODEL ...]", "mtdn-compact --data FOLDER --output evaluation",
    )
    command.add_argument(
        "models", metavar="MODEL", nargs="*", default=["mtdn-compact"], help="names or paths (default: mtdn-compact)"
    )
    _paths(
        command, data=("FOLDER", "test data, see docs/training.md (default: ../shared/data, where it is present)"),
        page=("PAGE.md", "also write the page of results to this file, with its pictures beside"),
        readme=("README.md", "also write the table between the markers of this file"),
    )
    command.add_argument(
        "--output", metavar="FOLDER", default="evaluation", help="for results.md and results.json (default: evaluation)"
    )
    command.add_argument("--strength", type=float, metavar="N", help="despeckling strength (default: that of the model's card)")
    command.add_argument("--device", default="cpu", help="as PyTorch names it (default: cpu)")
    command.add_argument("--truth-only", action="store_true", help="the other dates of real series alone, and no pictures")
    command.add_argument("--card", action="store_true", help="also write on the cards what one polarisation alone loses")
    _talk(command)
    _talk(_command(commands, "models", "list the shipped models", ""))
    _talk(_command(commands, "doctor", "versions, devices, what is missing and the command that installs it", ""))
