"""Several records as one: yardsticks are measured once, tables show all models above them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Results = dict[str, Any]
Rows = dict[str, Any]
SECTIONS = ("despeckling", "simulated", "injected", "myanmar", "neighbours")


def split_rows(results: Results, section: str) -> tuple[Rows, Rows]:
    """Rows of the record's model, and rows of everything else, in their order."""
    name = results["model"]["name"]

    def own(key: str, row: Rows) -> bool:
        if section == "despeckling":
            return key.split("-")[0] in ("one", "two")
        if section == "simulated":
            return key == "model" or key.startswith(f"{name}, strength")
        return bool(key == name)

    rows: Rows = results.get(section, {})
    mine = {key: row for key, row in rows.items() if own(key, row)}
    return mine, {key: row for key, row in rows.items() if key not in mine}


def yardsticks(results: Results) -> Results:
    """By section, the rows that are the same for every model: filters, detectors, methods of others."""
    return {section: split_rows(results, section)[1] for section in SECTIONS if section in results}


def merge(records: Sequence[Results]) -> Results:
    """One record with the rows of all models, in the order given, above the yardsticks of the first.

    Entries of a model alone (`model`, `scale_error`) become lists under `models` and `scale_errors`; keys of model rows
    take the model's name in front.
    """
    merged: Results = {**records[0], "models": [record["model"] for record in records]}
    if "scale_error" in records[0]:
        merged["scale_errors"] = {r["model"]["name"]: r["scale_error"] for r in records if "scale_error" in r}
    merged["seconds"] = sum(record["seconds"] for record in records)
    for section in SECTIONS:
        if section not in records[0]:
            continue
        merged[section] = {}
        for record in records:
            mine, _ = split_rows(record, section)
            plain = section in ("despeckling", "simulated")
            name = record["model"]["name"]
            merged[section].update({f"{name}:{key}" if plain else key: row for key, row in mine.items()})
        merged[section].update(split_rows(records[0], section)[1])
    return merged
