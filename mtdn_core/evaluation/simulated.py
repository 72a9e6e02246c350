"""Figures on simulated scenes, where the truth is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import MissingDependencyError
from mtdn_core.evaluation.methods import FilterMethod, Method
from mtdn_core.evaluation.metrics.change import score_figures
from mtdn_core.evaluation.metrics.polarimetric import parameter_errors

Array = NDArray[np.float64]
RANGE_DB = 40.0  # one data range for all scenes makes their PSNR comparable
FLOOR = 1e-6


def decibels(c2: NDArray[Any]) -> Array:
    """C11 and C22 in dB, (2, H, W)."""
    return np.asarray(10 * np.log10(np.maximum(c2[[0, 3]], FLOOR)), dtype=np.float64)


def _skimage() -> Any:
    try:
        from skimage import metrics
    except ImportError as error:
        raise MissingDependencyError("scikit-image is not installed", "scikit-image 0.22 or later",
                                     "install it to measure PSNR and SSIM") from error
    return metrics


def psnr_db(out: NDArray[Any], truth: NDArray[Any], mask: NDArray[np.bool_] | None = None) -> list[float]:
    """PSNR of C11 and C22 in dB scale against a range of 40 dB, over `mask` (H, W); NaN over an empty mask."""
    where = np.ones(truth.shape[1:], bool) if mask is None else mask
    if not where.any():
        return [float("nan")] * 2
    measure = _skimage().peak_signal_noise_ratio
    pairs = zip(decibels(truth), decibels(out))
    with np.errstate(divide="ignore"):
        return [float(measure(t[where], o[where], data_range=RANGE_DB)) for t, o in pairs]


def ssim_db(out: NDArray[Any], truth: NDArray[Any]) -> list[float]:
    """SSIM (Gaussian window, sigma 1.5; Wang et al., 2004) of C11 and C22 in dB scale against a range of 40 dB."""
    measure = _skimage().structural_similarity
    pairs = zip(decibels(truth), decibels(out))
    return [float(measure(t, o, data_range=RANGE_DB, gaussian_weights=True, sigma=1.5, use_sample_covariance=False))
            for t, o in pairs]


def evaluate_scene(scene: Any, method: Method) -> dict[str, list[float]]:
    """All figures of one scene.

    Parameters
    ----------
    scene
        Has noisy1, noisy2, truth1, truth2 (4, H, W), change (H, W), looks, has_c12.
    method
        Classic filters are told the number of looks; models are not.

    Returns
    -------
    dict
        `psnr_one`, `ssim_one`: date 1 alone; `psnr_two`, `ssim_two`: date 1 with the help of date 2;
        `gain_unchanged`, `gain_changed`: PSNR of two dates less that of one date, on unchanged and on changed ground;
        `entropy`, `alpha_deg`, `mchi_db`: errors of polarimetric parameters, where C12 is present; `auc`, `f1`: change.
    """
    if isinstance(method, FilterMethod):
        method = replace(method, looks=float(scene.looks))
    first, second = scene.noisy1.astype(np.float64), scene.noisy2.astype(np.float64)
    alone = method(first, first, has_c12=scene.has_c12).date1
    both = method(first, second, has_c12=scene.has_c12)
    changed = np.asarray(scene.change, bool)
    figures = {
        "psnr_noisy": psnr_db(first, scene.truth1),
        "psnr_one": psnr_db(alone, scene.truth1), "ssim_one": ssim_db(alone, scene.truth1),
        "psnr_two": psnr_db(both.date1, scene.truth1), "ssim_two": ssim_db(both.date1, scene.truth1),
    }
    for name, mask in (("gain_unchanged", ~changed), ("gain_changed", changed)):
        pairs = zip(psnr_db(both.date1, scene.truth1, mask), psnr_db(alone, scene.truth1, mask))
        figures[name] = [two - one for two, one in pairs]
    if scene.has_c12:
        errors = parameter_errors(both.date1, scene.truth1.astype(np.float64))
        figures.update({name: [value] for name, value in errors.items()})
    if changed.any() and not changed.all() and np.isfinite(both.score).any():
        change = score_figures(both.score, changed, threshold=method.threshold)
        figures.update({"auc": [change["auc"]], "best_f1": [change["best_f1"]], "f1": [change["f1"]]})
    return figures


def evaluate_scenes(scenes: Iterable[Any], method: Method) -> dict[str, dict[str, list[float]]]:
    """Figures of each scene by name, and their mean as "mean"."""
    results = {scene.name: evaluate_scene(scene, method) for scene in scenes}
    names = {name for figures in results.values() for name in figures}
    mean: dict[str, list[float]] = {}
    for name in sorted(names):
        rows = np.array([figures[name] for figures in results.values() if name in figures])
        usable = np.isfinite(rows)
        mean[name] = (np.where(usable, rows, 0).sum(0) / np.maximum(usable.sum(0), 1)).tolist()
    return {**results, "mean": mean}
