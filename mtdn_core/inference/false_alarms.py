"""The threshold at which a stated share of unchanged ground is marked as changed."""

from __future__ import annotations

from typing import Any

import numpy as np

from mtdn_core.errors import ConfigError
from mtdn_core.inference.predictor import Predictor
from mtdn_core.inference.references import References, observed
from mtdn_core.inference.scene import Scene
from mtdn_core.inference.tiles import with_halo
from mtdn_core.progress import Progress
from mtdn_core.raster.compare import level_step, read_sample
from mtdn_core.raster.gdal import sample_windows

FEWEST_DATES = 4  # of a baseline, the first date included: each is compared with at least three others
MOST_COMPARED = 6
LOWEST, HIGHEST = 0.5, 0.9999  # below one half a pixel is rather unchanged


def threshold_for(share: float, scene: Scene, predictor: Predictor, card: Any, progress: Progress) -> float:
    """Return the threshold at which a share of unchanged ground is marked, and say what share it really marks.

    With a baseline, the first date and those of it, or the latest :data:`MOST_COMPARED` of it, are each compared with the
    others on a sample of the scene, as the second date will be with all of them: what is marked there counts as a false
    alarm. Without one the model's card knows the shares of its training series. Raises :class:`ConfigError` if there is
    neither a baseline of four dates nor a table on the card.
    """
    dates = (scene.dates[0], *scene.references.dates) if scene.references is not None else ()
    if len(dates) < FEWEST_DATES:
        if len(scene.polarisations) == 1:
            progress.warning("The model's card knows false alarms of two polarisations; of one alone the share may be another")
        return _from_card(share, card, predictor.target, progress)
    compared, found = dates[-MOST_COMPARED:], []
    samples = [read_sample(date) for date in compared]
    gains = [[level_step(own, sample) for own in samples] for sample in map(read_sample, dates)]
    for index, own in enumerate(compared):
        others = [number for number, date in enumerate(dates) if date is not own]
        reference = References(tuple(dates[n] for n in others), tuple(gains[n][index] for n in others))
        found.append(_probabilities(own, reference, scene, predictor))
        progress.check_cancelled()
    values = np.concatenate(found)
    threshold = float(np.clip(np.quantile(values, 1 - share), LOWEST, HIGHEST))
    realised = float((values >= threshold).mean())
    progress.info(
        f"False alarms: a threshold of {threshold:.4g} (never below {LOWEST}) marks {realised:.2%} of the pixels of "
        f"{len(found)} dates, the first one and the baseline, each compared with the others; {share:.2%} are allowed"
    )
    return threshold


def _probabilities(own: Any, others: References, scene: Scene, predictor: Predictor) -> Any:
    """Probabilities of a sample of the scene, `own` against the reference of the others."""
    found = []
    width, height = own.grid.width, own.grid.height  # all of it, whatever the extent
    for window in sample_windows(width, height):
        tile = with_halo(window, width, height, predictor.halo, predictor.align)
        second = observed(own, tile.window, min(own.channels, scene.channels))
        first = others.read(tile.window, second, to_compare=True)  # at the level of `own`: its weather is taken out
        answer = predictor.predict(tile, [first, second])
        rows, columns = tile.crop
        both = (first.valid & second.valid)[rows, columns]
        assert answer.probability is not None
        found.append(answer.probability[both & np.isfinite(answer.probability)])
    return np.concatenate(found)


def _from_card(share: float, card: Any, target: str, progress: Progress) -> float:
    table = getattr(card, "figures", {}).get("false_alarm_thresholds", {}).get(target, {})
    shares = sorted((float(s), float(t)) for s, t in table.items())
    if not shares:
        raise ConfigError(
            "A share of false alarms is given without a baseline, and the model's card has no table of it",
            f"a baseline of at least {FEWEST_DATES - 1} earlier dates, or a threshold",
            "give earlier dates of the same orbit as baseline, or a threshold",
        )
    logs, thresholds = np.log([s for s, _ in shares]), np.array([t for _, t in shares])
    threshold = max(float(np.interp(np.log(share), logs, thresholds)), LOWEST)
    realised = float(np.exp(np.interp(-threshold, -thresholds, logs)))
    (progress.info if realised < 1.01 * share else progress.warning)(
        f"False alarms: without a baseline, from the model's card: a threshold of {threshold:.4g} (never below {LOWEST}) marks "
        f"{realised:.2%} of its training series; {share:.2%} are allowed"
    )
    return threshold
