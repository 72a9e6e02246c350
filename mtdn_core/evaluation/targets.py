"""What was aimed at, and by how much a record meets or misses it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mtdn_core.evaluation.peers import PREFIX

Results = dict[str, Any]
ALLOWANCE = 0.1  # a compact model may lose a tenth of a target
ONE_DATE_FILTERS = ("boxcar5", "lee7", "nlmeans")


@dataclass(frozen=True)
class Limit:
    """Bounds of one number.

    Attributes
    ----------
    low, high
        Bounds, inclusive; None: open.
    ideal
        For figures that are best at a value: the allowance is a tenth of the bound's distance from it. Otherwise it is
        a tenth of the bound.
    """

    low: float | None = None
    high: float | None = None
    ideal: float = 0.0

    def miss(self, value: float) -> float:
        """How far outside the value is; 0 inside; NaN is infinitely far."""
        if math.isnan(value):
            return math.inf
        below = self.low - value if self.low is not None else 0.0
        above = value - self.high if self.high is not None else 0.0
        return max(below, above, 0.0)

    def allowance(self, value: float) -> float:
        """What a compact model may lose at the bound that this value breaks."""
        bound = self.low if self.low is not None and value < self.low else self.high
        return 0.0 if bound is None else ALLOWANCE * abs(bound - self.ideal)


@dataclass(frozen=True)
class Target:
    """One row of the list.

    Attributes
    ----------
    key
        Short name; rows that must be met together refer to it.
    what, peer, goal
        Shown: the figure, the best peer's, the target.
    limits
        One for each number of the figure.
    digits
        Decimals shown.
    one, two
        The measured figure, one date and two dates; None: does not apply, or was not measured.
    """

    key: str
    what: str
    peer: str
    goal: str
    limits: tuple[Limit, ...]
    digits: int
    one: list[float] | None = None
    two: list[float] | None = None

    def met(self, figure: list[float]) -> bool:
        """Whether every number is inside its bounds."""
        return all(limit.miss(value) == 0 for limit, value in zip(self.limits, figure))

    def verdict(self, figure: list[float] | None, compact: bool = True) -> str:
        """Met, within the allowance if the model is a compact one, or missed, and by how much."""
        if figure is None:
            return "-"
        if self.met(figure):
            return "met"
        pairs = list(zip(self.limits, figure))
        inside = compact and all(limit.miss(value) <= limit.allowance(value) for limit, value in pairs)
        texts = ["0" if limit.miss(value) == 0 else self._number(limit.miss(value)) for limit, value in pairs]
        return f"{'within 10 %, short' if inside else '**missed**'} by {' / '.join(texts)}"

    def _number(self, value: float) -> str:
        if 0 < abs(value) < 0.5 * 10**-self.digits:
            return f"{value:.0e}"
        return "inf" if math.isinf(value) else f"{value:.{self.digits}f}"

    def show(self, figure: list[float] | None) -> str:
        """The figure as text."""
        return "-" if figure is None else " / ".join("-" if math.isnan(v) else self._number(v) for v in figure)


def _pair(low: tuple[float, float] | None = None, high: tuple[float, float] | None = None,
          ideal: float = 0.0) -> tuple[Limit, ...]:
    return tuple(Limit(low[i] if low else None, high[i] if high else None, ideal) for i in range(2))


#: figure, what, best peer, goal, limits, decimals
REAL = (
    ("enl", "ENL in windows", "SAR2SAR 33 / 107", "75 / 90 or more", _pair(low=(75, 90)), 1),
    ("bias", "bias", ".98", "within 2 %", _pair((0.98, 0.98), (1.02, 1.02), 1.0), 3),
    ("mor", "MoR", ".99", "within 1 %", _pair((0.99, 0.99), (1.01, 1.01), 1.0), 3),
    ("ecr", "ECR", "SAR2SAR .96 / .90", ".96 / .96 or more", _pair(low=(0.96, 0.96)), 3),
    ("leak", "leak (a perfect estimate has .115 / .136)", "SAR2SAR .13 / .20", ".12 / .15 or less",
     _pair(high=(0.12, 0.15)), 3),
    ("pt_db", "point targets, dB", "-.5 / -.9", "within .3", _pair((-0.3, -0.3), (0.3, 0.3)), 2),
    ("renl", "rENL (7: only speckle was taken)", "14 / 10", "6.5 to 9", _pair((6.5, 6.5), (9, 9)), 1),
    ("rho1", "rho1 (speckle's own .61)", ".30 / .42", ".50 to .66", _pair((0.5, 0.5), (0.66, 0.66)), 2),
    ("c12", "C12 bias", ".91 (refined Lee)", ".98 to 1.02", (Limit(0.98, 1.02, 1.0),), 3),
    ("not_psd", "share not positive semi-definite", "0", "0", (Limit(None, 0.0),), 4),
)
#: the ENL counts only with these met at once
TOGETHER = ("bias", "mor", "ecr", "leak", "pt_db", "renl", "rho1")


def best_one_date(simulated: Results) -> tuple[list[float], str]:
    """Best mean PSNR per channel among all methods of one date that are not ours, and the name of the best of the mean.

    Each channel is compared with the method that is best in it.
    """
    rows = {row["name"]: row["mean"]["psnr_one"] for key, row in simulated.items()
            if key in ONE_DATE_FILTERS or key.startswith(("nlmeans", PREFIX))}
    name = max(rows, key=lambda key: sum(rows[key]))
    return [max(row[i] for row in rows.values()) for i in range(2)], name


def plain_pairs(myanmar: Results, least: float = 0.85) -> list[str]:
    """Date pairs whose unfiltered test reaches an AUC of `least`; all pairs when it was not measured."""
    plain = myanmar.get("likelihood ratio 1x1", {})
    return [key for key, auc in plain.items() if key != "mean" and auc >= least]


def best_change_filter(myanmar: Results, models: Sequence[str]) -> tuple[float, str]:
    """Best mean AUC among the classic detectors and its name."""
    rows = {name: row["mean"] for name, row in myanmar.items() if name not in models}
    name = max(rows, key=lambda key: rows[key])
    return rows[name], name


def _real(results: Results) -> list[Target]:
    rows = results["despeckling"]
    one, two = rows["one"]["pooled"], rows["two"]["pooled"]
    found = [Target(key, what, peer, goal, limits, digits, one[key], two[key])
             for key, what, peer, goal, limits, digits in REAL]
    scale = results["scale_error"]
    found.append(Target("scale", "scale: input times 1000 and 0.001, largest relative deviation", "SAR2SAR breaks",
                        "0.001 or less", (Limit(None, 1e-3),), 5, [scale["one"]], [scale["two"]]))
    return found


def _simulated(results: Results) -> list[Target]:
    rows = results["simulated"]
    best, name = best_one_date(rows)
    mean = rows["model"]["mean"]
    gain = [ours - peer for ours, peer in zip(mean["psnr_one"], best)]
    return [
        Target("psnr", "simulated, one date: PSNR above the best measured peer, dB",
               f"{name} {best[0]:.2f} / {best[1]:.2f}", "1 or more", _pair(low=(1, 1)), 2, gain),
        Target("gain_unchanged", "simulated, two dates above one where nothing changed, dB", "-", "1.5 or more",
               _pair(low=(1.5, 1.5)), 2, None, mean["gain_unchanged"]),
        Target("gain_changed", "simulated, two dates above one where something changed, dB", "-", "0 or more",
               _pair(low=(0, 0)), 2, None, mean["gain_changed"]),
    ]


def _change(results: Results) -> list[Target]:
    name, found = results["model"]["name"], []
    if "injected" in results:
        figures = results["injected"][name]
        found += [
            Target("auc", "injected change, AUC", "Wishart .896, DIST-S1 .895", ".95 or more", (Limit(0.95),), 3, None,
                   [figures["auc"]]),
            Target("f1", "injected change, best F1", "Wishart .464, DIST-S1 .524", ".65 or more", (Limit(0.65),), 3,
                   None, [figures["best_f1"]]),
        ]
    if "myanmar" in results:
        best, peer = best_change_filter(results["myanmar"], [name])
        least = min(0.98, best + 0.03)
        found.append(Target("myanmar", "Myanmar dated disturbances, mean AUC", f"{peer} {best:.3f}",
                            f"{least:.3f} or more (.03 above the best filter, or .98)", (Limit(least),), 3, None,
                            [results["myanmar"][name]["mean"]]))
    if "neighbours" in results:
        figures = results["neighbours"][name]
        for key, which in (("false_alarm_rate", "all"), ("steady_rate", "steady")):
            found.append(Target(key, f"false alarms on OPERA neighbours, 12 days, {which} pairs, share", "-",
                                "below 0.01", (Limit(None, 0.01),), 4, None, [figures[key]]))
    return found


def judge(results: Results) -> list[Target]:
    """All targets that the record holds figures for; despeckling at the density of the published comparison."""
    found = _real(results) if "despeckling" in results else []
    if "simulated" in results:
        found += _simulated(results)
    return found + _change(results)


def together(targets: list[Target]) -> dict[str, bool]:
    """Whether ENL and the rows it counts with are met at once: `one`, `two` dates."""
    rows = [t for t in targets if t.key in ("enl", *TOGETHER)]
    return {date: bool(rows) and all(t.met(getattr(t, date) or [math.nan] * 2) for t in rows)
            for date in ("one", "two")}
