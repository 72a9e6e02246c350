"""The goals of the project, each with what was measured, whether that reaches it, and how far it is off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from mtdn_core.evaluation.baselines import QUEGAN, RABASAR
from mtdn_core.evaluation.pipeline import INPUTS, margins, unseen_of

Results = dict[str, Any]


UNSEEN = "the series not trained on"
HEADLINES = (
    f"{UNSEEN}, mean", "one date: deviation of power of 20 x 20 blocks, 95th percentile",
    "vegetation-loss, two dates: AUC", "with baseline: AUC", "best F1", "test/, median", "RABASAR (this implementation)",
)


class Verdict(NamedTuple):
    """One row of the table; `distance` is what is lacking, or what there is to spare, with a sign."""

    what: str
    wanted: str
    measured: str
    reached: bool
    distance: str
    headline: bool = False  # a row of the README


def _at_least(what: str, value: float, goal: float, form: str = "{:+.2f} dB", sign: int = 1) -> Verdict:
    distance = form.replace(":+", ":").replace(":", ":+").format(value - goal if sign > 0 else goal - value)
    wanted = ("at least " if sign > 0 else "at most ") + form.format(goal)
    return Verdict(what, wanted, form.format(value), sign * value >= sign * goal, distance)


def _at_most(what: str, value: float, goal: float, form: str) -> Verdict:
    return _at_least(what, value, goal, form, -1)


def verdicts(one: Results) -> list[Verdict]:
    """All goals that the results of one model can judge."""
    truth = one["truth"]
    found = [
        *_of_truth(unseen_of(truth), UNSEEN), *_of_truth(truth, "all series"), *_of_level(truth),
        *_of_simulation(one.get("simulated", {})), *_of_change(one.get("change", {})),
    ]
    return [verdict._replace(headline=verdict.what.endswith(HEADLINES)) for verdict in found]


def _of_truth(truth: Results, where: str) -> Iterator[Verdict]:
    for (kind, peer), values in margins(truth).items():
        mean, least = sum(values) / len(values), min(values)
        if kind == "stack":
            what = f"8 real dates above {peer}, {where}"
            yield _at_least(f"{what}, mean", mean, 1.0 if peer == QUEGAN else 0.0)
            yield _at_least(f"{what}, least", least, 0.0)
        else:
            what = f"{kind} above the best peer of one date, {where}"
            yield _at_least(f"{what}, mean", mean, 0.5 if kind == "one date" else 1.4)
            if kind == "one date":
                yield _at_least(f"{what}, least", least, 0.15)


def _of_level(truth: Results) -> Iterator[Verdict]:
    for kind in INPUTS:
        kept = [burst["power"][kind] for burst in truth.values() if kind in burst["power"]]
        points = [burst["points"][kind] for burst in truth.values() if kind in burst["points"]]
        if kept:
            for key, what, goal in (("total", "total power", 1.0), ("blocks", "power of 20 x 20 blocks, median", 1.0),
                                    ("blocks95", "power of 20 x 20 blocks, 95th percentile", 3.0)):
                yield _at_most(f"{kind}: deviation of {what}", max(k[key] for k in kept), goal, "{:.2f} %")
            count = sum(p["count"] for p in points)
            change = max(p["largest"] for p in points)
            yield _at_most(f"{kind}: change of {count} point targets of 12x and above", change, 0.5, "{:.2f} dB")
    costs = [(b["cost"]["stack"], b["cost"][RABASAR]) for b in truth.values() if {"stack", RABASAR} <= b["cost"].keys()]
    if costs:
        share = sum(own for own, _ in costs) / sum(other for _, other in costs)
        yield _at_most("cost of a stack of 8, in that of RABASAR (this implementation)", share, 0.1, "{:.2g}")


def _of_simulation(rows: Results) -> Iterator[Verdict]:
    if rows:
        yield _at_least("simulated, two dates above one, changed ground", rows["two dates"][1] - rows["one date"][1], 0.0)
    if "stack" in rows:
        for place, where, goal in ((0, "unchanged", 1.5), (1, "changed", 1.0)):
            gain = rows["stack"][place] - rows[QUEGAN][place]
            yield _at_least(f"simulated stack of 8 above Quegan, {where} ground", gain, goal)


def _of_change(change: Results) -> Iterator[Verdict]:
    points, auc = change.get("disturbances", {}), "{:.3f}"
    for name, goal in (("two dates", 0.957), ("with baseline", 0.98)):
        key = f"probability of vegetation loss, {name}"
        if key in points:
            yield _at_least(f"Myanmar, development pairs, vegetation-loss, {name}: AUC", points[key], goal, auc)
    if "test" in change.get("sites", {}):
        sites = change["sites"]["test"]
        yield _at_least("OPERA sites, all change, with baseline: AUC", sites["with baseline"], 0.76, auc)
        gain = sites["with baseline"] - sites["two dates"]
        yield _at_least("OPERA sites, baseline above two dates: AUC", gain, 0.03, auc)
    if "injected" in change:
        own = change["injected"]["probability"]
        yield _at_least("injected change: AUC", own["auc"], 0.97, auc)
        yield _at_least("injected change: best F1", own["f1"], 0.77, auc)
    for part, rates in change.get("false_alarms", {}).items():
        what = f"false alarms at --false-alarms 0.01 with a baseline, {part}/"
        yield _at_most(f"{what}, median", 100 * rates["median"], 2.0, "{:.2f} %")
        yield _at_least(f"{what}, pairs below 5 %", 100 * rates["below"], 80.0, "{:.0f} %")
    if "same" in change:
        same = change["same"]
        yield _at_most("almost the same image twice: pixels marked", float(same["changed"]), 0.0, "{:.0f}")
        yield _at_most("dates swapped: difference of probability", same["swapped"], 1e-3, "{:.1g}")
        yield _at_most("dates swapped: sum of the steps", same["swapped_step"], 1e-2, "{:.1g} dB")


def above_model(one: Results, other: Results) -> Iterator[Verdict]:
    """What a costlier model gains over another on the series not trained on, and at what cost."""
    for kind in INPUTS:
        pairs = [
            (truth, other["truth"][name]) for name, truth in unseen_of(one["truth"]).items()
            if kind in truth["psnr"] and kind in other["truth"].get(name, {}).get("psnr", {})
        ]
        if pairs:
            gains = [a - b for own, less in pairs for a, b in zip(own["psnr"][kind], less["psnr"][kind])]
            cost = sum(own["cost"][kind] for own, _ in pairs) / sum(less["cost"][kind] for _, less in pairs)
            yield _at_least(f"{kind} above {other['name']}", sum(gains) / len(gains), 0.2)
            yield _at_most(f"{kind}: cost in that of {other['name']}", cost, 6.0, "{:.1f}")
