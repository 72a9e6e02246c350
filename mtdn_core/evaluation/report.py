"""Tables and the HTML report."""

from __future__ import annotations

import html
import json
import math
from pathlib import Path
from typing import Any

import numpy as np

from mtdn_core.evaluation import pictures
from mtdn_core.evaluation.injected import SEED, inject
from mtdn_core.evaluation.measure import Plan
from mtdn_core.evaluation.methods import Method

DESPECKLING = (
    ("enl", "ENL", 1), ("enl_calmest", "ENL, calmest", 1), ("bias", "bias", 3), ("mor", "MoR", 3), ("renl", "rENL", 1),
    ("epd_h", "EPD-H", 3), ("epd_v", "EPD-V", 3), ("ecr", "ECR", 3), ("rho1", "rho1", 2), ("leak", "leak", 3),
    ("pt_db", "PT dB", 2), ("xdev", "xdev", 3), ("c12", "C12", 3), ("c12_windows", "C12, windows", 3),
    ("not_psd", "not PSD", 4), ("scale_error", "scale", 5), ("cpu_seconds_per_megapixel", "cpu-s/Mpx", 2),
)
SIMULATED = (
    ("psnr_noisy", "PSNR noisy", 2), ("psnr_one", "PSNR one date", 2), ("psnr_two", "PSNR two dates", 2),
    ("gain_unchanged", "gain, unchanged", 2), ("gain_changed", "gain, changed", 2), ("ssim_one", "SSIM one", 3),
    ("ssim_two", "SSIM two", 3), ("entropy", "H error", 3), ("alpha_deg", "alpha error", 2), ("mchi_db", "m-chi dB", 2),
    ("auc", "AUC", 3), ("best_f1", "best F1", 3),
)
CHANGE = (
    ("auc", "AUC", 3), ("best_f1", "best F1", 3), ("threshold", "threshold", 3), ("precision", "precision", 3),
    ("recall", "recall", 3), ("f1", "F1", 3), ("iou", "IoU", 3), ("kappa", "kappa", 3), ("oa", "OA", 3),
    ("false_alarm_rate", "false alarms", 4),
)
NEIGHBOURS = (
    ("false_alarm_rate", "all pairs", 4), ("steady_rate", "steady pairs", 5), ("median", "median pair", 4),
    ("worst", "worst pair", 4), ("threshold", "threshold", 3), ("pairs", "pairs", 0), ("steady_pairs", "steady", 0),
)
STYLE = (
    "body{font:15px sans-serif;margin:2em auto;max-width:75em;color:#222}table{border-collapse:collapse;margin:1em 0}"
    "td,th{border:1px solid #ccc;padding:.25em .6em;text-align:right}td:first-child,th:first-child{text-align:left}"
    "figure{display:inline-block;margin:.4em}figcaption{font-size:13px}img{image-rendering:pixelated}"
    ".scroll{overflow-x:auto}"
)
Columns = tuple[tuple[str, str, int], ...]
Table = tuple[str, str, list[str], list[list[str]]]


def cell(value: Any, digits: int) -> str:
    """A number, or C11 / C22 joined by a slash; a dash where there is none."""
    values = value if isinstance(value, list) else [value]
    texts = ["-" if v is None or math.isnan(v) else "inf" if math.isinf(v) else f"{v:.{digits}f}" for v in values]
    return " / ".join(texts)


def tables(results: dict[str, dict[str, Any]]) -> list[Table]:
    """Title, explanation, header and rows of every table that has at least one row."""

    def rows(section: str, columns: Columns, inner: str | None = None) -> list[list[str]]:
        out = []
        for name, result in results.items():
            figures = result.get(section)
            if figures is not None and inner is not None:
                figures = figures.get(inner)
            if figures is not None:
                out.append([name, *[cell(figures.get(key), digits) for key, _, digits in columns]])
        return out

    def header(columns: Columns) -> list[str]:
        return ["method", *[label for _, label, _ in columns]]

    days: Columns = tuple(
        (key, key, 3) for result in results.values() for key in result.get("myanmar", {})
    )
    days = tuple(dict.fromkeys(days))
    found: list[Table] = [
        ("Despeckling of real pairs", "C11 / C22, mean of both dates. A constant image has EPD-ROA .82 to .88: ENL and "
         "EPD-ROA alone mean little.", header(DESPECKLING), rows("despeckling", DESPECKLING)),
        ("Simulated scenes", "Mean over the scenes, C11 / C22, dB scale, range 40 dB. Classic filters are told the "
         "number of looks.", header(SIMULATED), rows("simulated", SIMULATED, "mean")),
        ("Injected change", "Ellipses of +-2, 3, 4.5 and 6 dB, 6 % of the pixels; natural change is a false alarm. "
         "Without a threshold of its own a method gets that of its best F1.", header(CHANGE), rows("injected", CHANGE)),
        ("Dated forest disturbances, Myanmar", "AUC for each pair of dates.", header(days), rows("myanmar", days)),
        ("Neighbouring dates, 12 days apart", "Share of pixels called changed. Steady pairs: the median ratio "
         "moved by less than 0.5 dB in VV and VH; in the others rain, frost or snow changed the whole scene.",
         header(NEIGHBOURS), rows("neighbours", NEIGHBOURS)),
    ]
    return [table for table in found if table[3]]


def markdown(results: dict[str, dict[str, Any]], notes: tuple[str, ...] = ()) -> str:
    """All tables in Markdown."""
    lines = []
    for title, text, header, rows in tables(results):
        lines += [f"## {title}", "", text, "", "| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
        lines += ["| " + " | ".join(row) + " |" for row in rows] + [""]
    return "\n".join([*lines, *[f"- {note}" for note in notes]]) + "\n"


def jsonable(value: Any) -> Any:
    """Plain types, with numbers that JSON cannot hold as None."""
    if isinstance(value, dict):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(item) for item in value]
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else None
    return value


def show_method(method: Method, plan: Plan, *, real_only: bool = False) -> str:
    """Pictures of one method: real pairs, and unless `real_only`, injected change and simulated scenes with truth."""
    parts = [f"<h3>{html.escape(method.name)}</h3>"]
    for name, (first, second) in list(plan.pairs.items())[:2]:
        answer = method(first, second, has_c12=plan.has_c12)
        for channel, label in ((0, "VV"), (3, "VH")):
            limits = pictures.decibel_range(first[channel])
            parts += [
                pictures.figure(pictures.intensity(first[channel], limits), f"{name} {label} before"),
                pictures.figure(pictures.intensity(answer.date1[channel], limits), f"{name} {label} after"),
                pictures.figure(pictures.ratio(first[channel], answer.date1[channel]), f"{name} {label} ratio, 6 dB"),
                "<br>" if channel == 3 else "",
            ]
    if not real_only:
        for number, (first, second) in enumerate(list(plan.pairs.values())[:1]):
            changed, truth = inject(second, SEED + number)
            parts.append(_change(method(first, changed, has_c12=plan.has_c12).score, truth, "injected change"))
        for scene in plan.scenes[:3]:
            one, two = scene.noisy1.astype(np.float64), scene.noisy2.astype(np.float64)
            answer = method(one, two, has_c12=scene.has_c12)
            limits = pictures.decibel_range(scene.truth1[0])
            parts += [
                "<br>", pictures.figure(pictures.intensity(one[0], limits), f"{scene.name} VV before"),
                pictures.figure(pictures.intensity(answer.date1[0], limits), f"{scene.name} VV after"),
                pictures.figure(pictures.ratio(one[0], answer.date1[0]), f"{scene.name} VV ratio, 6 dB"),
                pictures.figure(pictures.intensity(scene.truth1[0], limits), f"{scene.name} VV truth"),
                _change(answer.score, scene.change, f"{scene.name} change"),
            ]
    return "".join(parts)


def _change(score: Any, truth: Any, title: str) -> str:
    finite = score[np.isfinite(score)]
    high = float(np.percentile(finite, 99.5)) if finite.size else 1.0
    return (pictures.figure(pictures.stretch(score, 0, high), f"{title}: score")
            + pictures.figure(pictures.stretch(truth.astype(float), 0, 1), f"{title}: truth"))


def html_report(results: dict[str, dict[str, Any]], sections: list[str], notes: tuple[str, ...] = ()) -> str:
    """One self-contained page: tables, then pictures."""
    body = []
    for title, text, header, rows in tables(results):
        head = "".join(f"<th>{html.escape(item)}</th>" for item in header)
        lines = "".join("<tr>" + "".join(f"<td>{html.escape(item)}</td>" for item in row) + "</tr>" for row in rows)
        body.append(f"<h2>{html.escape(title)}</h2><p>{html.escape(text)}</p>"
                    f'<div class="scroll"><table><tr>{head}</tr>{lines}</table></div>')
    body += [f"<p>{html.escape(note)}</p>" for note in notes]
    return ("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>MTDN evaluation</title>"
            f"<style>{STYLE}</style></head><body><h1>MTDN evaluation</h1>{''.join(body)}<h2>Pictures</h2>"
            f"{''.join(sections)}</body></html>\n")


def write(folder: Path, results: dict[str, dict[str, Any]], sections: list[str], notes: tuple[str, ...]) -> list[Path]:
    """Write table.md, results.json and report.html; returns their paths."""
    texts = {
        "table.md": markdown(results, notes),
        "results.json": json.dumps({"methods": jsonable(results), "notes": list(notes)}, indent=1) + "\n",
        "report.html": html_report(results, sections, notes),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]
