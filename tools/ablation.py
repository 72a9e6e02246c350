"""What each part of the network brings: equal short trainings with one part left out -> docs/ablation.json.

Every variant is the compact network trained from scratch on the same simulated samples for the same number of steps.
Variants that are done are not repeated, an interrupted one continues from its checkpoint.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before PyTorch is imported
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mtdn_core.errors import MtdnError  # noqa: E402

CONFIG = """name = "{name}"
architecture = "mtdn-lite"
output = "{folder}"
checkpoints = "{folder}/checkpoints"
steps = {steps}
batch = {batch}
size = {size}
seed = {seed}
threads = 1
device = "cpu"
average = 0.99
{extra}
[settings]
{settings}
"""


@dataclass(frozen=True)
class Variant:
    """One training.

    Attributes
    ----------
    what
        Shown in the table.
    extra
        Further keys of the training configuration.
    settings
        Keyword arguments of the network.
    seed
        Added to the seed of the run.
    despeckles
        False where the despeckling task is not trained, so that its figures mean nothing.
    """

    what: str
    extra: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    seed: int = 0
    despeckles: bool = True


VARIANTS = {
    "full": Variant("everything"),
    "full-again": Variant("everything, other seed: the size of chance", seed=1),
    "no-gate": Variant("no change gating of the second date", settings={"gate": False}),
    # no change to learn from one date: labels that all say "unchanged" only drive the shared features to zero
    "one-date": Variant("trained on one date", {"dates": 1, "change_weight": 0.0}),
    "mchi": Variant("with m-chi powers as further input", settings={"mchi": True}),
    "despeckling": Variant("despeckling alone (no change labels)", {"change_weight": 0.0}),
    "change": Variant("change alone (no despeckling loss)", {"despeckling_weight": 0.0, "level_weight": 0.0},
                      despeckles=False),
}


def say(text: str) -> None:
    """Print to standard error."""
    print(text, file=sys.stderr, flush=True)


def toml(values: dict[str, Any]) -> str:
    """Keys and values as TOML lines (JSON's literals are TOML's)."""
    return "\n".join(f"{key} = {json.dumps(value)}" for key, value in values.items())


def train(key: str, variant: Variant, options: argparse.Namespace) -> Path:
    """Train a variant unless its card is there already; returns the card."""
    from mtdn_core.training.run import main

    folder = options.build / key
    card: Path = folder / f"{key}.json"
    config = folder / f"{key}.toml"
    text = CONFIG.format(name=key, folder=folder.as_posix(), steps=options.steps, batch=options.batch,
                         size=options.size, seed=options.seed + variant.seed, extra=toml(variant.extra),
                         settings=toml(variant.settings))
    if card.is_file() and config.is_file() and config.read_text("utf-8") == text:
        return card
    folder.mkdir(parents=True, exist_ok=True)
    if config.is_file() and config.read_text("utf-8") != text:
        for old in (folder / "checkpoints").glob("*.ckpt"):
            old.unlink()
    config.write_text(text, "utf-8")
    start = time.process_time()
    main(str(config))
    (folder / "seconds.txt").write_text(f"{time.process_time() - start:.0f}\n", "utf-8")
    return card


def measure(card: Path, variant: Variant, settings: Any) -> dict[str, Any]:
    """Figures of a trained variant: simulated scenes, real pairs, injected change."""
    from mtdn_core.evaluation.injected import evaluate_injected
    from mtdn_core.evaluation.methods import ModelMethod, make_method
    from mtdn_core.evaluation.record import OneDate, despeckling
    from mtdn_core.evaluation.simulated import evaluate_scenes

    model = make_method(str(card))
    if not isinstance(model, ModelMethod):
        raise SystemExit(f"'{card}' is not a model")
    seconds = card.with_name("seconds.txt")
    row: dict[str, Any] = {
        "what": variant.what, "despeckles": variant.despeckles,
        "parameters": sum(int(p.numel()) for p in model.model.parameters()),
        "cpu_seconds": float(seconds.read_text("utf-8")) if seconds.is_file() else None,
        "simulated": evaluate_scenes(settings.scenes, model)["mean"],
    }
    pairs = settings.pairs
    if pairs:
        wanted = ("enl", "ecr", "leak", "mor", "xdev")
        for name, method in (("one", OneDate(model, "one")), ("two", model)):
            figures = despeckling(pairs, method, has_c12=settings.has_c12)["pooled"]
            row[name] = {key: figures[key] for key in wanted}
        found = evaluate_injected(list(pairs.values()), model)
        row["injected"] = {key: found[key] for key in ("auc", "best_f1")}
    return row


def commit() -> str:
    """The commit the figures belong to."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def kept(path: Path, plan: dict[str, Any]) -> dict[str, Any]:
    """Rows of an earlier run of the same plan."""
    if not path.is_file():
        return {}
    record = json.loads(path.read_text("utf-8"))
    return dict(record["rows"]) if all(record.get(key) == value for key, value in plan.items()) else {}


def run(options: argparse.Namespace) -> None:
    """Train and measure the variants asked for, and write what is known of all of them."""
    from mtdn_core.evaluation.record import RecordSettings, machine
    from mtdn_core.evaluation.report import jsonable

    settings = RecordSettings.of(options.data, options.scenes)
    for note in settings.data.notes:
        say(note)
    plan = {"steps": options.steps, "batch": options.batch, "crop": options.size, "seed": options.seed,
            "scenes": options.scenes, "patches": len(settings.pairs)}
    found = kept(options.output, plan) if options.only else {}
    for key in options.only or list(VARIANTS):
        say(f"variant {key}: {VARIANTS[key].what}")
        card = train(key, VARIANTS[key], options)
        found[key] = measure(card, VARIANTS[key], settings)
        record = {
            "command": "make ablation", "date": datetime.date.today().isoformat(), "commit": commit(), **plan,
            "machine": machine(), "rows": {name: found[name] for name in VARIANTS if name in found},
        }
        options.output.parent.mkdir(parents=True, exist_ok=True)
        part = options.output.with_name(f".{options.output.name}.part")
        part.write_text(json.dumps(jsonable(record), indent=1) + "\n", "utf-8")
        os.replace(part, options.output)  # after each variant: a stopped run has said what it knows
    say(f"Written: {options.output}")


def arguments() -> argparse.ArgumentParser:
    """Arguments of the tool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=600, help="steps of each training (default: 600)")
    parser.add_argument("--batch", type=int, default=4, help="samples of a step (default: 4)")
    parser.add_argument("--size", type=int, default=64, help="crop in pixels (default: 64)")
    parser.add_argument("--seed", type=int, default=1, help="seed of samples and weights (default: 1)")
    parser.add_argument("--scenes", type=int, default=10, help="simulated test scenes (default: 10)")
    parser.add_argument("--only", nargs="*", choices=list(VARIANTS), help="variants (default: all)")
    parser.add_argument("--data", help="folder of test data (default: $MTDN_SHARED/data or ../shared/data)")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "ablation.json", help="figures to write")
    parser.add_argument("--build", type=Path, default=Path("build") / "ablation", help="folder of the trainings")
    return parser


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
