"""The commands that work on rasters."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from mtdn_core.cli.terminal import TerminalFeedback
from mtdn_core.errors import ConfigError
from mtdn_core.inference.cluster import ClusterOptions
from mtdn_core.inference.report import RunReport
from mtdn_core.inference.settings import DateInput, Outputs, RunSettings, settings_of


def despeckle(options: argparse.Namespace) -> dict[str, Any]:
    """Despeckle one date, or a series."""
    if options.series:
        return _run_series(options)
    if options.second_vh and not options.second:
        raise ConfigError("--second-vh is given without --second", "both", "give the second date's VV file, too")
    second = None
    if options.second:
        second = DateInput(options.second, options.second_vh, options.second_bands or options.bands)
    first = DateInput(options.input, options.vh, options.bands)
    references = [DateInput(path, None, options.bands) for path in options.reference]
    return _run(options, first, second, Outputs(despeckled1=options.output, ratio=options.ratio), references)


def detect_changes(options: argparse.Namespace) -> dict[str, Any]:
    """Detect change between two dates."""
    outputs = Outputs(change=options.output, **_change_outputs(options))
    return _run(options, *two_dates(options), outputs, _further(options, "baseline"), _further(options, "later"))


def despeckle_and_detect(options: argparse.Namespace) -> dict[str, Any]:
    """Do both from one pass."""
    outputs = Outputs(options.output_before, options.output_after, options.change, **_change_outputs(options))
    return _run(options, *two_dates(options), outputs, later=_further(options, "later"))


def _change_outputs(options: argparse.Namespace) -> dict[str, str | None]:
    names = ("probability", "step", "first_change", "confirmations", "polygons")
    return {name: getattr(options, name) for name in names}


def _further(options: argparse.Namespace, name: str) -> list[DateInput]:
    """Return the baseline or the later dates."""
    paths, vh = getattr(options, name), getattr(options, f"{name}_vh")
    if vh and len(vh) != len(paths):
        raise ConfigError(
            f"{len(paths)} {name} files and {len(vh)} VH files are given", "as many of both, in the same order",
            f"complete --{name}-vh, or leave it out to have the VH files found beside",
        )
    return [DateInput(path, other, options.bands) for path, other in zip(paths, vh or [None] * len(paths))]


def two_dates(options: argparse.Namespace) -> tuple[DateInput, DateInput]:
    """Return the dates BEFORE and AFTER."""
    return (
        DateInput(options.before, options.before_vh, options.before_bands or options.bands),
        DateInput(options.after, options.after_vh, options.after_bands or options.bands),
    )


def _run(
    options: argparse.Namespace, first: DateInput, second: DateInput | None, outputs: Outputs,
    references: Sequence[DateInput] = (), later: Sequence[DateInput] = (),
) -> dict[str, Any]:
    from mtdn_core.inference.run import run

    with TerminalFeedback(options.quiet) as feedback:
        settings = settings_from(options, RunSettings)
        report = run(first, second, outputs, settings, feedback, references=references, later=later)
        for line in summary(report):
            feedback.info(line)
    return report.to_dict()


def _run_series(options: argparse.Namespace) -> dict[str, Any]:
    from mtdn_core.inference.series import run_series

    distributed = options.scheduler or options.workers
    cluster = ClusterOptions(options.scheduler or "", options.workers or 0) if distributed else None
    with TerminalFeedback(options.quiet) as feedback:
        settings = settings_from(options, RunSettings)
        report = run_series(options.series, options.output_dir, settings, feedback, cluster=cluster)
        for result in report.results:
            if result.report is not None:
                feedback.info(f"Wrote {result.output}")
        for result in report.failed:
            feedback.warning(f"FAILED: '{result.input}': {result.error}")
        good = len(report.results) - len(report.failed)
        feedback.info(f"{good} of {len(report.results)} dates despeckled in {report.seconds:.1f} s")
    return report.to_dict()


def settings_from(options: argparse.Namespace, kind: Any) -> Any:
    """Return the settings object of a kind that the options of a command make."""
    values = {name: getattr(options, name) for name in settings_of(kind) if hasattr(options, name)}
    if hasattr(options, "creation_option"):
        values["creation_options"] = tuple(options.creation_option)
    return kind(**values)


def summary(report: RunReport) -> list[str]:
    """Return the figures of a run in lines."""
    lines = [
        f"{report.model} on {report.device}: {report.pixels / 1e6:.2f} Mpx in {report.seconds:.1f} s "
        f"({report.megapixels_per_second:.2f} Mpx/s), {report.valid_pixels / report.pixels:.1%} measured"
    ]
    ratios = ", ".join(f"{name} {value:.3f}" for name, value in report.mean_ratio.items())
    if ratios:
        power = ", ".join(f"{name} {value:.4f}" for name, value in report.power_ratio.items())
        lines.append(f"Mean of input / output (1 is ideal): {ratios}; total power of output / input: {power}")
    if report.changed_pixels is not None:
        area = "" if report.changed_area_m2 is None else f" = {report.changed_area_m2 / 1e4:.2f} ha"
        lines.append(f"Changed: {report.changed_pixels} pixels{area}")
    return lines + [f"Wrote {path}" for path in report.outputs.values()]
