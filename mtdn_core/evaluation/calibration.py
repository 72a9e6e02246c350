"""Change thresholds from training data: the probability that a stated share of steady ground exceeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtdn_core.errors import InputError
from mtdn_core.evaluation.methods import Method
from mtdn_core.evaluation.neighbours import STEADY_DB, neighbour_pairs, scene_step

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Calibration:
    """Scores of neighbouring pairs.

    Attributes
    ----------
    steady, all_pairs
        Score arrays, one for each pair: of the pairs without a scene-wide step, and of all.
    bursts
        Burst of each steady pair.
    """

    steady: tuple[Array, ...]
    all_pairs: tuple[Array, ...]
    bursts: tuple[str, ...]

    def threshold(self, rate: float, burst: str | None = None) -> float:
        """Least threshold at which the share `rate` of steady pixels, of one burst or of all, is called changed."""
        chosen = [s for s, name in zip(self.steady, self.bursts) if burst in (None, name)]
        return float(np.quantile(np.concatenate(chosen), 1 - rate))

    def rate(self, threshold: float, *, steady: bool = True) -> float:
        """Mean over the pairs of the share called changed."""
        return float(np.mean([(s >= threshold).mean() for s in (self.steady if steady else self.all_pairs)]))


def calibrate(folder: str | Path, method: Method, border: int = 3) -> Calibration:
    """Score all pairs 12 days apart of an OPERA RTC-S1 folder.

    Parameters
    ----------
    folder
        Training bursts; thresholds must not be chosen on the bursts they are later judged on.
    method
        Gives the change score.

    Raises
    ------
    InputError
        When no pair is steady.
    """
    steady, everything, bursts = [], [], []
    inner = np.s_[border:-border, border:-border]
    for name, first, second in neighbour_pairs(folder):
        score = method(first, second, has_c12=False).score[inner]
        values = score[np.isfinite(score)]
        if not values.size:
            continue
        everything.append(values)
        if scene_step(first, second) < STEADY_DB:
            steady.append(values)
            bursts.append(name.split()[0])
    if not steady:
        raise InputError(f"no steady pair 12 days apart in '{folder}'", "OPERA RTC-S1 files of both polarisations",
                         "pass a folder that holds a series")
    return Calibration(tuple(steady), tuple(everything), tuple(bursts))


def calibration_text(found: Calibration, rates: Sequence[float] = (0.005, 0.01),
                     score_at: Callable[[float], str] | None = None) -> str:
    """Thresholds for the false-alarm rates, with their spread over the bursts, as lines of text."""
    bursts = sorted(set(found.bursts))
    lines = [f"{len(found.steady)} steady pairs of {len(found.all_pairs)}, bursts {', '.join(bursts)}"]
    for rate in rates:
        at = found.threshold(rate)
        spread = [found.threshold(rate, burst) for burst in bursts]
        lines.append(f"{rate:.1%} false alarms on steady pairs: threshold {at:.4f} "
                     f"(burst by burst {', '.join(f'{value:.4f}' for value in spread)}); "
                     f"all pairs at this threshold: {found.rate(at, steady=False):.2%}"
                     + (f"; {score_at(at)}" if score_at else ""))
    return "\n".join(lines)
