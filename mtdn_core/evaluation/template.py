"""Pages in Markdown and HTML from Jinja templates; Jinja comes with QGIS and with PyTorch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any


def rendered(template: Path, filters: Mapping[str, Callable[..., Any]] | None = None, **values: Any) -> str:
    """Return the page; what the template uses and is not given is an error. Filters `cell` and `html` escape."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(template.parent), autoescape=False, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters.update({
        "cell": lambda text: text.replace("|", r"\|").replace("\n", " "), "html": escape, "number": format, **(filters or {}),
    })
    return environment.get_template(template.name).render(**values).rstrip() + "\n"
