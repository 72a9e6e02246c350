"""Headline figures of a record, and writing them into a model card."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

from mtdn_core.model.card import find_model, read_card, write_together

Results = dict[str, Any]
DESPECKLING = ("enl", "bias", "mor", "ecr", "leak", "pt_db", "renl", "rho1", "c12", "not_psd")
SIMULATED = ("psnr_noisy", "psnr_one", "psnr_two", "gain_unchanged", "gain_changed", "ssim_one", "ssim_two")


def _short(value: Any) -> Any:
    """Four significant digits; what JSON cannot hold becomes None."""
    if isinstance(value, list):
        return [_short(item) for item in value]
    if not math.isfinite(value):
        return None
    return float(f"{value:.4g}")


def _named(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _short(row[name]) for name in names if name in row}


def card_figures(results: Results) -> dict[str, Any]:
    """Figures of the model at its default strength, each with its data; lists are [C11, C22]."""
    name = results["model"]["name"]
    figures: dict[str, Any] = {"definitions": "mtdn_core/evaluation/metrics; made by: make results"}
    if "despeckling" in results:
        rows = results["despeckling"]
        figures["despeckling"] = {
            "data": f"{results['patches']} bi-temporal Sentinel-1 pairs not used in training, [VV, VH]",
            "one_date": _named(rows["one"]["pooled"], DESPECKLING),
            "two_dates": _named(rows["two"]["pooled"], DESPECKLING),
            "scale_error": _short(max(results["scale_error"].values())),
            "cpu_seconds_per_megapixel": _short(rows["two"]["cpu_seconds_per_megapixel"]),
        }
    if "simulated" in results:
        figures["simulated"] = {"data": "simulated test scenes fixed by seed, dB scale, [VV, VH]",
                                **_named(results["simulated"]["model"]["mean"], SIMULATED)}
    if "injected" in results:
        figures["injected_change"] = {"data": "ellipses of 2 to 6 dB in the second date of the real pairs",
                                      **_named(results["injected"][name], ("auc", "best_f1", "f1", "threshold"))}
    if "myanmar" in results:
        figures["dated_disturbances"] = {"data": "Myanmar, forest disturbances of 2016, AUC for each pair of dates",
                                         **{key: _short(auc) for key, auc in results["myanmar"][name].items()}}
    if "neighbours" in results:
        figures["false_alarms"] = {
            "data": "OPERA RTC-S1, 12 days apart, share of pixels called changed",
            **_named(results["neighbours"][name], ("false_alarm_rate", "steady_rate", "threshold")),
        }
    return figures


def write_figures(model: str | Path, figures: dict[str, Any]) -> Path:
    """Put figures into the card of a model, at once or not at all; everything else in the card stays.

    Returns
    -------
    Path
        The card.
    """
    _, path = find_model(model)
    card = replace(read_card(path), figures=figures)
    write_together({path: card.to_json().encode("utf-8")})
    return path
