"""The record as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mtdn_core.evaluation import published
from mtdn_core.evaluation.ablation_text import ablation_text
from mtdn_core.evaluation.markdown import table
from mtdn_core.evaluation.peers import PREFIX, peers_text
from mtdn_core.evaluation.records import merge
from mtdn_core.evaluation.report import CHANGE, DESPECKLING, NEIGHBOURS, Columns, cell
from mtdn_core.evaluation.targets import Target, best_change_filter, judge, plain_pairs, together

Results = dict[str, Any]
Picture = tuple[str, str, str]
#: the columns of the despeckling tables; the rest of `report.DESPECKLING` is for single runs
REAL: Columns = tuple(c for c in DESPECKLING if c[0] not in ("enl_calmest", "scale_error", "c12_windows"))
SCENES: Columns = (
    ("psnr_noisy", "PSNR noisy", 2), ("psnr_one", "PSNR one date", 2), ("psnr_two", "PSNR two dates", 2),
    ("gain_unchanged", "gain, unchanged ground", 2), ("gain_changed", "gain, changed ground", 2),
    ("ssim_one", "SSIM one date", 3), ("ssim_two", "SSIM two dates", 3), ("entropy", "H error", 3),
    ("alpha_deg", "alpha error, degrees", 2), ("mchi_db", "m-chi error, dB", 2), ("auc", "change AUC", 3),
)
WHY = {
    "enl": "ENL in windows is limited by a fluctuation that VV and VH share and that coherence does not explain. The "
           "strength setting decides whether it counts as ground or as speckle; more smoothing costs ECR and leak.",
    "ecr": "Edges of a few pixels and flat ground pull against each other: ECR rises as ENL falls.",
    "leak": "What is smoothed where ground has fine texture shows in the ratio image; the second date helps most.",
    "renl": "Values above the input's looks mean that some speckle is left in the output, mostly on textured ground.",
    "rho1": "A low value means that speckle at the finest scale was removed and coarser speckle left.",
    "psnr": "The filters and MuLoG are told the number of looks, models are not: what they lose, they lose mostly at "
            "20 looks, where texture is taken for speckle, and at a single look (see the tables scene by scene).",
    "gain_changed": "Where the detector is not sure, the second date still lends a share of its ground.",
    "f1": "Natural change between the two real dates counts as a false alarm, and steps of 2 dB are close to the "
          "fluctuation of the ground itself.",
    "auc": "Natural change between the two real dates counts as a false alarm for every method.",
    "myanmar": "The drop of VH after a clearing fades within about four months; with 41 to 47 changed and 75 stable "
               "points the AUC of a pair has a standard error of about .03.",
    "false_alarm_rate": "Pairs that rain, frost or snow changed as a whole scene are counted here; the steady pairs "
                        "show the detector itself.",
}


def _rows(figures: dict[str, dict[str, Any]], columns: Columns) -> list[list[str]]:
    return [[name, *[cell(row.get(key), digits) for key, _, digits in columns]] for name, row in figures.items()]


def _labels(first: str, columns: Columns) -> list[str]:
    return [first, *[label for _, label, _ in columns]]


def _despeckling(results: Results) -> list[str]:
    rows, patches = results["despeckling"], results["patches"]
    cost = {key: row["cpu_seconds_per_megapixel"] for key, row in rows.items()}
    lines = ["## Despeckling of real pairs", ""]
    what = ("bi-temporal Sentinel-1 C2 patches of 100 x 100 pixels" if results["has_c12"]
            else "pair of the sample, without C12")
    lines += [f"{patches} {what}, never used in training. C11 / C22, mean of both dates. \"One date\" rows "
              "see each date alone. Strength 1 treats fluctuation that VV and VH share as speckle, strength 0 keeps "
              "it. Classic filters are told 7 looks. cpu-s/Mpx: CPU seconds for a megapixel of one date, one thread, "
              "in this run; one pass over two dates despeckles both and detects change.", ""]
    if results.get("peers"):
        lines += ["Methods of others were measured apart and see each date alone; their versions and settings stand "
                  "below the table of simulated scenes. SAR2SAR leaves C12 as it is.", ""]
    for name in ("pooled", "strict"):
        first = next(iter(rows.values()))[name]["sites"]
        windows, points, edges = (int(n) for n in first)
        text = ("the density of the published comparison, as many windows as patches" if name == "pooled"
                else "the published numbers in fewer patches, so windows are less calm and edges weaker")
        lines += [f"### {windows} windows, {points} point targets, {edges} edges", "",
                  f"Sites over all patches together: {text}.", ""]
        shown = {row["name"]: {**row[name], "cpu_seconds_per_megapixel": cost[key]} for key, row in rows.items()}
        lines += table(_labels("method", REAL), _rows(shown, REAL))
    deviations = [f"{name} up to {scale['one']:.1e} (one date) and {scale['two']:.1e} (two dates)"
                  for name, scale in results["scale_errors"].items()]
    return [*lines, "### Scale", "", "Input times 1000 and times 0.001, how far the output does not follow, largest "
            f"relative deviation of any pixel: {'; '.join(deviations)}.", ""]


def _simulated(results: Results) -> list[str]:
    rows = results["simulated"]
    ours = [row for key, row in rows.items() if key.endswith(":model")]
    lines = ["## Simulated scenes with truth", "",
             f"{len(ours[0]) - 2} scenes fixed by seed and kept out of training (`mtdn_core/training/simulation/benchmark.py`) "
             "Means over the scenes, C11 / C22, dB scale against a range of 40 dB. Gain: PSNR of two dates less that "
             "of one date, in dB, on ground that did not change and on ground that did. Classic filters are told the "
             "number of looks of each scene; models are not.", ""]
    means = {row["name"]: row["mean"] for row in rows.values()}
    lines += [*table(_labels("method", SCENES), _rows(means, SCENES)), *peers_text(results)]
    short = SCENES[:5]
    for model in ours:
        scenes = {key: value for key, value in model.items() if key not in ("name", "mean")}
        lines += [f"{model['name']}, scene by scene:", "", *table(_labels("scene", short), _rows(scenes, short))]
    return lines


def _change(results: Results) -> list[str]:
    lines = ["## Change", ""]
    names = [model["name"] for model in results["models"]]
    if "injected" in results:
        lines += ["### Injected change", "", "Ellipses of +-2, 3, 4.5 and 6 dB over 6 % of the pixels of the second "
                  "date of the real pairs; natural change counts as a false alarm. Models are judged at the "
                  "threshold of their card, the others at that of their best F1.", "",
                  *table(_labels("method", CHANGE), _rows(results["injected"], CHANGE))]
    if "myanmar" in results:
        rows = results["myanmar"]
        pairs = [key for key in next(iter(rows.values())) if key != "mean"]
        chosen = plain_pairs(rows)
        best, peer = best_change_filter(rows, names)
        body = []
        for method, row in rows.items():
            mean = sum(row[key] for key in chosen) / len(chosen) if chosen else float("nan")
            body.append([method, *[cell(row[key], 3) for key in pairs], cell(row["mean"], 3), cell(mean, 3)])
        listed = ", ".join(chosen) or "none"
        lines += ["### Dated forest disturbances, Myanmar", "", "AUC of the score at points disturbed in the 80 days "
                  "before the second date against stable points. Pairs whose plain test (likelihood ratio 1x1) "
                  f"reaches .85: {listed}. Best filter on the mean of all pairs: {peer}, {best:.3f}. The images are "
                  "among those that may be trained on, without labels; the points are not.", "",
                  *table(["method", *pairs, "mean of all", "mean where plain >= .85"], body)]
    if "neighbours" in results:
        lines += ["### False alarms between neighbouring dates", "", "OPERA RTC-S1 of one burst, 12 days apart, never "
                  "used in training or for choosing the threshold: share of pixels called changed. Steady pairs: the "
                  "median ratio of the scene moved by less than 0.5 dB in VV and VH; in the others rain, frost or snow "
                  "changed the whole scene.", "",
                  *table(_labels("method", NEIGHBOURS), _rows(results["neighbours"], NEIGHBOURS))]
    return lines


def _target_row(target: Target, compact: bool) -> list[str]:
    return [target.what, target.peer, target.goal, target.show(target.one), target.verdict(target.one, compact),
            target.show(target.two), target.verdict(target.two, compact)]


def targets_text(records: Sequence[Results]) -> list[str]:
    """The section that says, model by model, what is met and by how much the rest is missed."""
    parts = [_targets_of(record) for record in records]
    if not any(parts):
        return []
    peers = ", ".join(row["name"] for row in records[0].get("peers", {}).values()) or "no method of others"
    return ["## Targets", "", "Two numbers are C11 / C22; despeckling at the default strength and at the density of "
            "the published comparison. \"within 10 %\": missed, by no more than the tenth of the target that a "
            "compact model may lose. \"by\" gives the distance to the target in the unit of the row, 0 where that "
            "number is met. Peers on simulated scenes, in the best setting tried of each, channel by channel: "
            f"NL-means, boxcar, Lee; measured apart: {peers}.", "", *[line for part in parts for line in part]]


def _targets_of(results: Results) -> list[str]:
    found = judge(results)
    if not found:
        return []
    model = results["model"]
    compact = model.get("architecture", "mtdn-lite") == "mtdn-lite"
    lines = [f"### {model['name']}", ""]
    lines += table(["what", "best peer", "target", "one date", "verdict", "two dates", "verdict"],
                   [_target_row(t, compact) for t in found])
    if any(t.key == "enl" for t in found):
        at_once = together(found)
        words = {date: "yes" if ok else "no" for date, ok in at_once.items()}
        lines += [f"ENL with bias, MoR, ECR, leak, point targets, rENL and rho1 met at once: one date {words['one']}, "
                  f"two dates {words['two']}.", ""]
    missed = [t for t in found if any(f is not None and not t.met(f) for f in (t.one, t.two))]
    reasons = [f"- {t.what}: {WHY[t.key]}" for t in missed if t.key in WHY]
    if reasons:
        lines += ["What stands in the way of those not reached:", "", *reasons, ""]
    return lines


def _quoted() -> list[str]:
    return ["## Published figures of others", "", published.CAVEAT, "",
            *table(published.HEADER, published.DESPECKLING), published.PAPER, "",
            *table(published.CHANGE_HEADER, published.CHANGE)]


def short_table(records: Sequence[Results]) -> str:
    """The headline figures as one small Markdown table, for a front page."""
    lines: list[str] = []
    results = merge(records)
    if "despeckling" in results:
        columns = tuple(c for c in REAL if c[0] in ("enl", "mor", "ecr", "leak", "pt_db", "cpu_seconds_per_megapixel"))
        rows = {row["name"]: {**row["pooled"], "cpu_seconds_per_megapixel": row["cpu_seconds_per_megapixel"]}
                for key, row in results["despeckling"].items()
                if key.endswith((":one", ":two")) or key in ("noisy", "lee7", "nlmeans") or key.startswith(PREFIX)}
        lines += table(_labels("despeckling, VV / VH", columns), _rows(rows, columns))
    names = [model["name"] for model in results["models"]]
    parts = [part for part in ("injected", "myanmar", "neighbours") if part in results]
    keys = {"injected": ("auc", "injected change, AUC", 3), "myanmar": ("mean", "dated disturbances, mean AUC", 3),
            "neighbours": ("steady_rate", "false alarms, steady pairs", 5)}
    if parts:
        methods = [m for m in (*names, "likelihood ratio 5x5", "mean likelihood ratio 5x5") if m in results[parts[0]]]
        body = [[m, *[cell(results[p].get(m, {}).get(keys[p][0]), keys[p][2]) for p in parts]] for m in methods]
        lines += table(["change", *[keys[part][1] for part in parts]], body)
    return "\n".join(lines)


def record_markdown(
    records: Sequence[Results],
    pictures: Sequence[Picture] = (),
    notes: Sequence[str] = (),
    ablation: Results | None = None,
) -> str:
    """The whole page.

    Parameters
    ----------
    records
        From :func:`mtdn_core.evaluation.record.measure_record`, one for each model.
    pictures
        Title, caption, path relative to the page.
    notes
        Lines at the end: what was left out.
    ablation
        From ``docs/ablation.json``, see :mod:`mtdn_core.evaluation.ablation_text`.
    """
    results = merge(records)
    host = results["machine"]
    lines = ["# Results", "", "Generated by `make results` from the shipped weights; do not edit.", ""]
    lines += [f"Model `{model['name']}`: {model['parameters']:,} parameters, default strength "
              f"{model['default_strength']:g}, change threshold {model['change_threshold']:g}, weights SHA-256 "
              f"`{model['sha256'][:16]}`.{' ' * 2}" for model in results["models"]]
    lines += [f"Measured on {host['processor']} with {host['threads']} thread"
             f"{'' if host['threads'] == 1 else 's'}, PyTorch {host['torch']}, in {results['seconds'] / 60:.1f} "
             "minutes. Definitions: `mtdn_core/evaluation/metrics` and `mtdn_core/evaluation`; the same figures for any model, "
             "filter or folder of rasters: `python -m mtdn_core evaluate`.", ""]
    lines += targets_text(records)
    if pictures:
        lines += ["## Pictures", ""]
        for title, caption, path in pictures:
            lines += [f"**{title}.** {caption}", "", f"![{title}]({path})", ""]
    if "despeckling" in results:
        lines += _despeckling(results)
    if "simulated" in results:
        lines += _simulated(results)
    if any(name in results for name in ("injected", "myanmar", "neighbours")):
        lines += _change(results)
    if ablation:
        lines += ablation_text(ablation)
    lines += _quoted()
    if notes:
        lines += ["## Left out", "", *[f"- {note}" for note in notes], ""]
    return "\n".join(lines).rstrip() + "\n"
