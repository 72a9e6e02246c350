"""Despeckling without truth: what was removed must look like speckle, and what is kept must look like the ground.

Definitions, per channel (C11 and C22) and date; O is the noisy input, D the output, sites as in
:mod:`mtdn_core.evaluation.metrics.sites`, a border is left out:

========  ==============================================================================================  =============
name      definition                                                                                      ideal
========  ==============================================================================================  =============
enl       median over windows of mean(D)^2 / var(D)                                                       high
bias      mean(D) / mean(O) in windows                                                                    1
mor       mean of the ratio image O / D                                                                   1
renl      median over windows of mean^2 / var of O / D                                                    input's looks
epd_h/v   edge preservation degree by ratio of average: sum |D_i / D_i+1| / sum |O_i / O_i+1|              1
ecr       slope through the origin of log contrast after on before, at the fixed edges                     1
rho1      lag-1 autocorrelation of log(O / D), mean of rows and columns                                   the speckle's
leak      correlation of log(O / D) with the log of the 3 x 3 mean of both noisy dates                     near 0
pt_db     median change of the peaks of point targets in dB                                               0
xdev      mean of y / D - ln(y / D) - 1 with y the other noisy date                                        low
========  ==============================================================================================  =============

`mor`, `rho1`, `leak` and `xdev` are computed per image and averaged. EPD-ROA is reported because papers do: a constant
image scores .82 to .88 on Sentinel-1 (Feng, Hou and Gong, 2011, define it).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError
from mtdn_core.evaluation.metrics.polarimetric import c12_agreement
from mtdn_core.evaluation.metrics.sites import INTENSITIES, Sites, SiteSettings, select_sites
from mtdn_core.evaluation.metrics.windows import box_mean

Array = NDArray[np.float64]
Pair = tuple[Array, Array]
Figures = dict[str, list[float]]
TINY = 1e-30


def _db(ratio: Array) -> Array:
    return np.asarray(10 * np.log10(np.maximum(ratio, TINY)), dtype=np.float64)


def _ratio(noisy: Array, out: Array) -> Array:
    """O / D where both are positive, NaN elsewhere."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((noisy > 0) & (out > 0), noisy / out, np.nan)


def _windows_of(image: Array, number: int, sites: Sites) -> Array:
    """(N, size * size) pixels of the windows that lie in image `number`."""
    size = sites.settings.window
    rows = sites.windows[sites.windows[:, 0] == number]
    return np.array([image[y : y + size, x : x + size].ravel() for _, y, x in rows]).reshape(-1, size * size)


def equivalent_looks(windows: Array) -> Array:
    """Equivalent number of looks, mean^2 / variance, of each row of (N, pixels); infinite for a constant row."""
    mean, variance = np.nanmean(windows, 1), np.nanvar(windows, 1)
    constant = variance <= (1e-7 * mean) ** 2
    return np.where(constant, np.inf, mean**2 / np.where(constant, 1.0, variance))


def epd_roa(noisy: Array, out: Array, axis: int) -> tuple[float, float]:
    """Numerator and denominator of EPD-ROA along one axis: sum |D_i / D_i+1|, sum |O_i / O_i+1|."""

    def total(image: Array) -> Array:
        lines = np.moveaxis(image, axis, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.abs(lines[:-1] / lines[1:])

    after, before = total(out), total(noisy)
    usable = np.isfinite(after) & np.isfinite(before)
    return float(after[usable].sum()), float(before[usable].sum())


def lag1(image: Array) -> float:
    """Lag-1 autocorrelation of an (H, W) image, mean of rows and columns; NaN pixels are left out."""
    z = image - np.nanmean(image)
    power = np.nanmean(z * z)
    if not power > 1e-12:
        return float("nan")
    return float((np.nanmean(z[:, :-1] * z[:, 1:]) + np.nanmean(z[:-1] * z[1:])) / (2 * power))


def correlation(a: Array, b: Array) -> float:
    """Pearson correlation of two arrays where both are finite; NaN when one of them is constant."""
    usable = np.isfinite(a) & np.isfinite(b)
    if usable.sum() < 3 or np.std(a[usable]) < 1e-9 or np.std(b[usable]) < 1e-9:
        return float("nan")
    return float(np.corrcoef(a[usable], b[usable])[0, 1])


def edge_contrasts(image: Array, rows: NDArray[np.int64], settings: SiteSettings) -> Array:
    """Log ratio of the two half windows at each edge (y, x, upright) of an (H, W) image."""
    along, across, step = settings.along, settings.across, settings.across + settings.gap
    out = np.empty(len(rows))
    for index, (y, x, upright) in enumerate(rows):
        height, width = (along, step + across) if upright else (step + across, along)
        lines = image[y : y + height, x : x + width]
        lines = lines if upright else lines.T
        out[index] = np.log(max(lines[:, :across].mean(), TINY) / max(lines[:, step:].mean(), TINY))
    return out


def _mean(values: Sequence[float]) -> float:
    finite = [v for v in values if np.isfinite(v)]
    return float(np.mean(finite)) if finite else float("nan")


def _measure(noisy: Sequence[Array], other: Sequence[Array], out: Sequence[Array], sites: Sites) -> dict[str, float]:
    """All figures of one channel of one date; lists of (H, W) images."""
    border = sites.settings.border
    inner = np.s_[border:-border, border:-border]
    ratios = [_ratio(n, o) for n, o in zip(noisy, out)]
    logs = [np.log(r)[inner] for r in ratios]
    grounds = [np.log(np.maximum(box_mean(0.5 * (n + m), 3), TINY))[inner] for n, m in zip(noisy, other)]
    after = np.concatenate([_windows_of(o, i, sites) for i, o in enumerate(out)])
    before = np.concatenate([_windows_of(n, i, sites) for i, n in enumerate(noisy)])
    taken = np.concatenate([_windows_of(r, i, sites) for i, r in enumerate(ratios)])
    epd = {axis: np.sum([epd_roa(n[inner], o[inner], axis) for n, o in zip(noisy, out)], 0) for axis in (0, 1)}
    edges = [sites.edges[sites.edges[:, 0] == i][:, 1:] for i in range(len(noisy))]
    contrast_in = np.concatenate([edge_contrasts(n, e, sites.settings) for n, e in zip(noisy, edges)])
    contrast_out = np.concatenate([edge_contrasts(o, e, sites.settings) for o, e in zip(out, edges)])
    peaks = np.array([out[i][y, x] / max(noisy[i][y, x], TINY) for i, y, x in sites.points])
    deviances = []
    for o, m in zip(out, other):
        q = _ratio(m, o)[inner]
        deviances.append(float(np.nanmean(q - np.log(q) - 1)))
    return {
        "enl": float(np.median(equivalent_looks(after))),
        "bias": float(after.mean() / before.mean()),
        "mor": _mean([float(np.nanmean(r[inner])) for r in ratios]),
        "renl": float(np.median(equivalent_looks(taken))),
        "epd_h": float(epd[1][0] / epd[1][1]),
        "epd_v": float(epd[0][0] / epd[0][1]),
        "ecr": float(contrast_in @ contrast_out / (contrast_in @ contrast_in)) if len(contrast_in) else float("nan"),
        "rho1": _mean([lag1(log) for log in logs]),
        "leak": _mean([correlation(log, ground) for log, ground in zip(logs, grounds)]),
        "pt_db": float(np.median(_db(peaks))) if len(peaks) else float("nan"),
        "xdev": _mean(deviances),
    }


def evaluate_pairs(pairs: Sequence[Pair], outputs: Sequence[Pair], sites: Sites | None = None) -> Figures:
    """Measure despeckled pairs against their noisy inputs.

    Parameters
    ----------
    pairs, outputs
        Noisy and despeckled dates, (4, H, W) each, [C11, Re C12, Im C12, C22] in linear power.
    sites
        Sites chosen from the noisy pairs; chosen here when absent.

    Returns
    -------
    dict
        Name -> [C11, C22], the mean of both dates' figures; `NAME_date1` and `NAME_date2` hold each date alone.
        `c12`, `c12_windows` and `not_psd` hold one number each (see :func:`c12_agreement`).

    Raises
    ------
    InputError
        When the numbers or shapes of inputs and outputs differ, or an output is not finite.
    """
    if len(pairs) != len(outputs) or not pairs:
        raise InputError(f"{len(pairs)} noisy and {len(outputs)} despeckled pairs", "the same number, at least one",
                         "pass one output for each input")
    noisy = [tuple(np.asarray(date, np.float64) for date in pair) for pair in pairs]
    out = [tuple(np.asarray(date, np.float64) for date in pair) for pair in outputs]
    for before, after in zip(noisy, out):
        if any(a.shape != b.shape for a, b in zip(before, after)):
            raise InputError("an output whose shape differs from its input's", "(4, H, W) for both dates",
                             "write the despeckled image on the grid of its input")
        if not all(np.isfinite(date).all() for date in after):
            raise InputError("an output with NaN or infinite pixels", "finite values", "mend the method under test")
    sites = sites or select_sites([(a, b) for a, b in noisy])
    figures: Figures = {}
    dates = []
    for date in (0, 1):
        channels = [
            _measure([p[date][c] for p in noisy], [p[1 - date][c] for p in noisy], [p[date][c] for p in out], sites)
            for c in INTENSITIES
        ]
        dates.append({name: [channel[name] for channel in channels] for name in channels[0]})
    for name in dates[0]:
        figures[name] = [_mean([a, b]) if np.isfinite([a, b]).any() else float(a)
                         for a, b in zip(dates[0][name], dates[1][name])]
        for number, date_figures in enumerate(dates, 1):
            figures[f"{name}_date{number}"] = date_figures[name]
    figures.update(c12_agreement([d for p in noisy for d in p], [d for p in out for d in p], sites, len(noisy)))
    return figures


def evaluate_pair(noisy1: Array, noisy2: Array, out1: Array, out2: Array | None = None) -> Figures:
    """Measure one pair whose sites are chosen in it alone; without `out2` only date 1 counts.

    Returns
    -------
    dict
        As :func:`evaluate_pairs`; without `out2` the figures are those of date 1.
    """
    figures = evaluate_pairs([(noisy1, noisy2)], [(out1, noisy2 if out2 is None else out2)])
    if out2 is None:
        figures = {**figures, **c12_agreement([np.asarray(noisy1, np.float64)], [np.asarray(out1, np.float64)])}
        names = [name[: -len("_date1")] for name in figures if name.endswith("_date1")]
        others = {name: value for name, value in figures.items() if name.startswith("c12") or name == "not_psd"}
        return {**{name: figures[f"{name}_date1"] for name in names}, **others}
    return figures
