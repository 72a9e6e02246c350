"""Model cards: what a weights file is, in JSON beside it. Imports no PyTorch, so menus can list models at no cost.

A model is two files of one stem, ``NAME.safetensors`` and ``NAME.json``. The card names the architecture and its
settings, how the input is represented, where the weights came from and how well they do, and holds their SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import reprlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from mtdn_core.errors import ModelError
from mtdn_core.files import write_together

ARCHITECTURES = ("mtdn-compact", "mtdn-wide", "mtdn-published")
DEFAULT_MODEL = "mtdn-compact"
#: how C2 becomes network input: scale-invariant, or the published channels, see :mod:`mtdn_core.model.published.channels`,
#: which were made in this way; boxcar is the size of its means
LOCAL_LOG: dict[str, Any] = {"kind": "local-log"}
PUBLISHED: dict[str, Any] = {"kind": "published", "clip": 13.4, "boxcar": 3, "stray_degree_factor": True}
#: names of version 0.1, which keep working
FORMER_ARCHITECTURES = {"mtdn-lite": "mtdn-compact", "mtdn-full": "mtdn-wide", "mtdn": "mtdn-published"}
FORMER_MODELS = {"mtdn-lite": "mtdn-compact", "mtdn": "mtdn-wide"}
RESTORE = "restore the card that came with the weights"
DECISIVE = ("sha256", "architecture", "settings", "representation", "change_calibration")
LARGEST_CARD = 1 << 20  # bytes
LONGEST_NAME = 200  # characters
LONGEST_LIMIT = 1000
LONGEST_PATH = 1000  # characters, of what messages repeat
WEIGHTS_FOLDER = Path(__file__).resolve().parent.parent / "weights"
MLM = Path(__file__).with_name("mlm.json")
WEIGHTS_SUFFIX = ".safetensors"
CARD_SUFFIX = ".json"
_KINDS: dict[str, tuple[type, ...]] = {"str": (str,), "dict": (dict,), "list": (list, tuple), "float": (int, float)}


@dataclass(frozen=True)
class ModelCard:
    """Description of one model; :class:`ModelError` if the architecture is unknown or a field has a wrong type or value."""

    name: str  # name by which it is loaded and reported
    architecture: str  # one of :data:`ARCHITECTURES`
    sha256: str  # of the weights file, in hexadecimal; checked at load
    settings: dict[str, Any] = field(default_factory=dict)  # keyword arguments of the architecture
    representation: dict[str, Any] = field(default_factory=dict)  # the kind is that of the architecture; empty: as above
    training: dict[str, Any] = field(default_factory=dict)  # data, command, commit and settings that made the weights
    figures: dict[str, Any] = field(default_factory=dict)  # measured quality, each with its data
    limits: list[str] = field(default_factory=list)  # what the model was not made for, one sentence each
    change_threshold: float = 0.5  # change probability from which a pixel counts as changed
    #: scale and offset of the logit of the network's change probability, see :mod:`mtdn_core.evaluation.calibration`
    change_calibration: list[float] = field(default_factory=lambda: [1.0, 0.0])
    #: smoothing strength, 0 to 1, where the user states none; models without this setting ignore it
    default_strength: float = 0.0

    def __post_init__(self) -> None:
        for key, value, expected in _unsound(self):
            raise ModelError(f"A model card has '{key}' = {reprlib.repr(value)}", expected, RESTORE)
        object.__setattr__(self, "architecture", FORMER_ARCHITECTURES.get(self.architecture, self.architecture))
        if self.architecture not in ARCHITECTURES:
            raise ModelError(
                f"The card of model '{self.name}' asks for the architecture '{self.architecture}'",
                f"one of {', '.join(ARCHITECTURES)}", "update this software, or use a model made for it",
            )

    def to_json(self) -> str:
        """Text of the card; :meth:`from_json` gives the same card back.

        Beside its entries stand those of STAC's machine learning model extension (https://github.com/stac-extensions/mlm):
        bands, units, scale, outputs, the same for all models. A card is no STAC item: it has no geometry and no time.
        """
        names = {"mlm:name": self.name, "mlm:architecture": self.architecture}
        content = {**asdict(self), **names, **json.loads(MLM.read_text("utf-8"))}
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str, source: str = "card") -> ModelCard:
        """Read a card from its text, named `source` in errors; :class:`ModelError` if it is not a card."""
        try:
            content = parse_json(text)
        except ValueError as error:
            raise ModelError(f"'{source}' is not a model card: {error}", "JSON", RESTORE) from error
        given = content if isinstance(content, dict) else {}
        entries = {key: value for key, value in given.items() if not key.startswith("mlm:")}  # these follow from the others
        known, required = {f.name for f in fields(cls)}, {"name", "architecture", "sha256"}
        if lacking := sorted(required - entries.keys()):
            raise ModelError(
                f"'{source}' is not a model card: it lacks {', '.join(lacking)}",
                f"a JSON object with {', '.join(sorted(required))}", "give the model's .safetensors or its .json card",
            )
        if unknown := sorted(entries.keys() - known):
            raise ModelError(
                f"The card '{source}' has unknown entries: {reprlib.repr(unknown)}", f"only {', '.join(sorted(known))}",
                "update this software, or correct the card",
            )
        return cls(**entries)


def decisive(card: Any) -> list[Any]:
    """Return what of a card the answers of its model depend on, strength and threshold apart."""
    return [getattr(card, name, None) for name in DECISIVE]


def parse_json(text: str | bytes) -> Any:
    """Read JSON of which nothing is certain.

    Raises :class:`ValueError` if it is no JSON, nested too deeply, or names a key of an object twice.
    """

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            raise ValueError("a key is given twice")
        return made

    try:
        return json.loads(text, object_pairs_hook=table)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _unsound(card: ModelCard) -> Iterator[tuple[str, Any, str]]:
    """Every entry of a card that cannot be: key, value, and what was expected."""
    for f in fields(card):
        value, kinds = getattr(card, f.name), _KINDS[str(f.type).partition("[")[0]]
        if not isinstance(value, kinds) or isinstance(value, bool):
            yield f.name, value, f"{f.name} as {' or '.join(kind.__name__ for kind in kinds)}"
    texts = [(key, getattr(card, key), LONGEST_NAME) for key in ("name", "architecture", "sha256")]
    texts += [("limits", limit, LONGEST_LIMIT) for limit in card.limits]
    texts += [("figures", text, LONGEST_LIMIT) for text in _texts(card.figures)]
    for key, text, longest in texts:
        if not isinstance(text, str) or not text or len(text) > longest or not text.isprintable():
            yield key, text, f"printable text of 1 to {longest} characters"
    for key in ("change_threshold", "default_strength"):
        if not _within(getattr(card, key), 0, 1):
            yield key, getattr(card, key), "0 to 1"
    calibration = card.change_calibration
    if len(calibration) != 2 or not (_within(calibration[0], 0.01, 100) and _within(calibration[1], -100, 100)):
        yield "change_calibration", calibration, "a scale, .01 to 100, and an offset, -100 to 100"
    tables, loss = (card.figures.get(key, {}) for key in ("false_alarm_thresholds", "one_polarisation"))
    try:
        sound = all(0 < float(s) < 1 and _within(t, 0, 1) for table in tables.values() for s, t in table.items())
    except (AttributeError, ValueError):
        sound = False
    if not sound:
        yield "false_alarm_thresholds", tables, "per kind of change shares above 0 and below 1, each with a probability"
    names = ("psnr_db", "auc_alone", "auc_both")
    rows = loss.values() if isinstance(loss, dict) else [loss]
    if not all(isinstance(row, dict) and all(isinstance(row.get(n), (int, float)) for n in names) for row in rows):
        yield "one_polarisation", loss, "psnr_db, auc_alone and auc_both of VV and VH"


def _within(number: Any, low: float, high: float) -> bool:
    return type(number) in (int, float) and low <= number <= high  # false for NaN, too


def _texts(value: Any) -> Iterator[str]:
    """Every text of nested tables and lists, the keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in (*value, *value.values()) if isinstance(value, dict) else value:
            yield from _texts(item)


def read_card(path: str | Path) -> ModelCard:
    """Read a card file; :class:`ModelError` if it cannot be read or is not a card."""
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST_CARD:
            raise ModelError(f"The model card '{path}' has {path.stat().st_size} bytes", f"at most {LARGEST_CARD}")
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        expected = "a readable JSON file beside the weights"
        raise ModelError(f"The model card '{path}' cannot be read: {error}", expected, RESTORE) from error
    return ModelCard.from_json(text, str(path))


def write_model(weights: Path, state: Mapping[str, Any], **entries: Any) -> Path:
    """Write tensors of PyTorch as safetensors and the card beside them; returns the card's path.

    `entries` are those of :class:`ModelCard`; name and SHA-256 follow from the file.
    """
    from safetensors.torch import save

    content = save({k: v.detach().cpu().contiguous() for k, v in state.items()}, metadata={"format": "pt"})
    card = ModelCard(name=weights.stem, sha256=hashlib.sha256(content).hexdigest(), **entries)
    path = weights.with_suffix(CARD_SUFFIX)
    write_together({weights: content, path: card.to_json().encode("utf-8")})
    return path


def list_models(folder: str | Path = WEIGHTS_FOLDER) -> list[str]:
    """Names of the models in `folder` (shipped ones by default) that have both weights and card, in order."""
    cards = sorted(Path(folder).glob(f"*{CARD_SUFFIX}"))
    return [card.stem for card in cards if card.with_suffix(WEIGHTS_SUFFIX).is_file()]


def find_model(path_or_name: str | Path) -> tuple[Path, Path]:
    """Weights file and card file of a model given by name, by weights file or by card file.

    Raises :class:`ModelError` if there is no such model; the message lists those available.
    """
    text = FORMER_MODELS.get(str(path_or_name), str(path_or_name))
    path = Path(text)
    if len(text) > LONGEST_PATH or not text.isprintable():
        text = reprlib.repr(text)
    suffix = path.suffix.lower()
    if suffix in (".pth", ".pt", ".ckpt", ".pkl"):
        raise ModelError(
            f"'{text}' is a PyTorch checkpoint, not a model", "a name, a .safetensors file or its .json card",
            f"import it: python -m mtdn_core import-checkpoint {text} {path.stem}{WEIGHTS_SUFFIX}",
        )
    is_name = suffix not in (WEIGHTS_SUFFIX, CARD_SUFFIX)
    if is_name:
        path = WEIGHTS_FOLDER / f"{text}{WEIGHTS_SUFFIX}"
    weights, card = path.with_suffix(WEIGHTS_SUFFIX), path.with_suffix(CARD_SUFFIX)
    missing = [what for what, file in (("weights", weights), ("card", card)) if not _is_file(file)]
    if is_name and (missing or path.parent != WEIGHTS_FOLDER):
        names = ", ".join(list_models()) or "none are installed"
        raise ModelError(
            f"There is no model named '{text}'",
            f"one of the shipped models ({names}), or the path of a .safetensors file or of its .json card",
            "choose one of these",
        )
    if missing:
        raise ModelError(
            f"The {missing[0]} of model '{text}' are missing: there is no such file",
            f"weights and card side by side, with one stem ({WEIGHTS_SUFFIX} and {CARD_SUFFIX})",
            "give the path of an existing .safetensors file with its .json card",
        )
    return weights, card


def _is_file(path: Path) -> bool:
    """Return False, too, for names that no file can have: too long, with a zero byte, not encodable."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
