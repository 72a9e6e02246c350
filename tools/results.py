"""Regenerate docs/results.md from the shipped weights: measure, draw, write down, judge.

Methods of others (docs/peers.json, tools/peers.py) and ablations (docs/ablation.json, tools/ablation.py) are taken from
where their own tools wrote them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before PyTorch is imported: the cost is that of one thread
BEGIN, END = "<!-- results: written by make results -->", "<!-- results end -->"
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mtdn_core.errors import MtdnError  # noqa: E402
from mtdn_core.evaluation.calibration import calibrate, calibration_text  # noqa: E402
from mtdn_core.evaluation.card_figures import card_figures, write_figures  # noqa: E402
from mtdn_core.evaluation.data import default_folder  # noqa: E402
from mtdn_core.evaluation.injected import evaluate_injected  # noqa: E402
from mtdn_core.evaluation.methods import ModelMethod, make_method  # noqa: E402
from mtdn_core.evaluation.patches import load_pairs  # noqa: E402
from mtdn_core.evaluation.peers import load_peers, with_peers  # noqa: E402
from mtdn_core.evaluation.record import RecordSettings, code_digest, measure_record  # noqa: E402
from mtdn_core.evaluation.record_pictures import draw  # noqa: E402
from mtdn_core.evaluation.record_text import record_markdown, short_table  # noqa: E402
from mtdn_core.evaluation.records import yardsticks  # noqa: E402
from mtdn_core.evaluation.report import jsonable  # noqa: E402
from mtdn_core.model.card import list_models  # noqa: E402


def say(text: str) -> None:
    """Print to standard error."""
    print(text, file=sys.stderr, flush=True)


def arguments() -> argparse.ArgumentParser:
    """Arguments of the tool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", nargs="+", help="names or paths of models (default: the shipped ones)")
    parser.add_argument("--data", help="folder of test data (default: $MTDN_SHARED/data or ../shared/data)")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "results.md", help="page to write")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "results",
                        help="folder for MODEL.json, short.md (headline table) and, if data are missing, the page")
    parser.add_argument("--peers", type=Path, default=ROOT / "docs" / "peers.json", help="figures of other methods")
    parser.add_argument("--ablation", type=Path, default=ROOT / "docs" / "ablation.json", help="figures of ablations")
    parser.add_argument("--scenes", type=int, default=10, help="number of simulated scenes")
    parser.add_argument("--force", action="store_true", help="overwrite the page even if data are missing")
    parser.add_argument("--card", action="store_true", help="write the figures into the model cards too")
    parser.add_argument("--reuse", action="store_true", help="take BUILD/MODEL.json if of the same weights and code")
    parser.add_argument("--threshold-calibration", action="store_true",
                        help="only print change thresholds measured on the training bursts")
    return parser


def print_calibration(model: ModelMethod, data: str | None) -> None:
    """Print thresholds for 0.5 % and 1 % false alarms on the training bursts, and what they find in training pairs."""
    root = Path(data) if data else default_folder()
    patches = root / "train" / "mtdn_c2_patches"
    pairs = list(load_pairs(patches).values()) if patches.is_dir() else []

    def found(threshold: float) -> str:
        if not pairs:
            return ""
        model.threshold = threshold
        figures = evaluate_injected(pairs, model)
        return (f"injected change in training patches: F1 {figures['f1']:.3f} (best {figures['best_f1']:.3f} at "
                f"{figures['best_threshold']:.4f}), recall {figures['recall']:.3f}")

    print(calibration_text(calibrate(root / "train" / "opera_rtc_s1", model), score_at=found if pairs else None))


def measured(
    model: ModelMethod, settings: RecordSettings, build: Path, reuse: bool, known: dict[str, Any]
) -> dict[str, Any]:
    """Results of a new run, or of the last one if it may be reused; written to BUILD/MODEL.json."""
    path = build / f"{model.name}.json"
    if reuse and path.is_file():
        results: dict[str, Any] = json.loads(path.read_text("utf-8"))
        card = model.model.card
        known = results["model"]
        if (results.get("code"), known["sha256"], known["change_threshold"], known["default_strength"]) == (
                code_digest(), card.sha256, card.change_threshold, card.default_strength):
            return restore(results)
        say(f"{path} is of other weights, code or card: measuring again.")
    results = measure_record(model, settings, say, known)
    build.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(jsonable(results), indent=1) + "\n", "utf-8")
    return results


def update_readme(readme: Path, table: str) -> None:
    """Put the headline table between the markers of the README."""
    text = readme.read_text("utf-8")
    before, found, rest = text.partition(BEGIN)
    _, closed, after = rest.partition(END)
    if not (found and closed):
        raise SystemExit(f"{readme} has no '{BEGIN}' ... '{END}' to put the table between")
    readme.write_text(f"{before}{BEGIN}\n{table.strip()}\n{END}{after}", "utf-8")
    say(f"Written: {readme}")


def restore(value: Any) -> Any:
    """Numbers that JSON could not hold come back as NaN."""
    if isinstance(value, dict):
        return {key: restore(item) for key, item in value.items()}
    if isinstance(value, list):
        return [restore(item) for item in value]
    return float("nan") if value is None else value


def models_of(names: list[str] | None) -> dict[str, ModelMethod]:
    """The models asked for, by the name or path given; without any the shipped ones, the compact one first."""
    models = {}
    for name in names or sorted(list_models(), key=lambda name: (name != "mtdn-lite", name)):
        method = make_method(name)
        if not isinstance(method, ModelMethod):
            raise SystemExit(f"'{name}' is not a model")
        models[name] = method
    return models


def measured_all(
    models: list[ModelMethod], settings: RecordSettings, options: argparse.Namespace
) -> tuple[list[dict[str, Any]], list[str]]:
    """A record of each model, with the rows of other methods, and notes on what could not be taken."""
    peers, notes = load_peers(options.peers), []
    records: list[dict[str, Any]] = []
    for model in models:
        known = yardsticks(records[0]) if records else {}
        found, missing = with_peers(measured(model, settings, options.build, options.reuse, known), peers)
        records.append(found)
        notes += [note for note in missing if note not in notes]
    return records, notes


def run(options: argparse.Namespace) -> None:
    """Do what the arguments ask."""
    models = models_of(options.model)
    if options.threshold_calibration:
        for model in models.values():
            say(model.name)
            print_calibration(model, options.data)
        return
    settings = RecordSettings.of(options.data, options.scenes)
    for note in settings.data.notes:
        say(note)
    records, notes = measured_all(list(models.values()), settings, options)
    for note in notes:
        say(note)
    page = options.output
    if settings.data.notes and not options.force and page.exists():
        page = options.build / "results.md"
        say(f"Some data are missing: {options.output} is left as it is (--force overwrites it).")
    page.parent.mkdir(parents=True, exist_ok=True)
    where = page.parent / "images" / "results"
    drawn = draw(next(iter(models.values())), settings.scenes, where)
    shown = [(title, text, f"images/results/{name}") for title, text, name in drawn]
    ablation = json.loads(options.ablation.read_text("utf-8")) if options.ablation.is_file() else None
    text = record_markdown(records, shown, [*settings.data.notes, *notes], ablation)
    temporary = page.with_name(f".{page.name}.part")
    temporary.write_text(text, "utf-8")
    os.replace(temporary, page)
    say(f"Written: {page}")
    (options.build / "short.md").write_text(short_table(records), "utf-8")
    if page == ROOT / "docs" / "results.md":
        update_readme(ROOT / "README.md", short_table(records))
    if options.card:
        if settings.data.notes and not options.force:
            say("Some data are missing: the model cards are left as they are (--force overwrites their figures).")
        else:
            for name, record in zip(models, records):
                say(f"Written: {write_figures(name, card_figures(record))}")


def main(argv: list[str] | None = None) -> int:
    """Run the tool; 1 after an error."""
    import torch

    torch.set_num_threads(1)
    try:
        run(arguments().parse_args(argv))
    except MtdnError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
