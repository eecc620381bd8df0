"""The drawing of the house in docs/architecture.md is true: nothing drawn is missing, nothing is undrawn."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ROOT / "docs" / "architecture.md"


def drawn() -> set[str]:
    """The paths in the drawing: the fenced block that starts with `pipeline/`, two spaces a level."""
    block = re.search(
        r"^```\n(pipeline/.*?)^```$", DRAWING.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert block, f"{DRAWING} has no drawing that starts with pipeline/"
    paths: set[str] = set()
    parents: list[str] = []
    for line in block[1].splitlines():
        indent, name = re.fullmatch(r"( *)(\S+).*", line).groups()  # type: ignore[union-attr]
        assert len(indent) % 2 == 0, f"not indented by twos: {line!r}"
        parents = [*parents[: len(indent) // 2], name]
        paths.add("".join(parents))
    return paths


def built() -> set[str]:
    """The modules, packages and lexicons that there are."""
    files = [path for path in (ROOT / "pipeline").rglob("*") if path.suffix in {".py", ".toml"}]
    modules = {path.relative_to(ROOT).as_posix() for path in files if path.name != "__init__.py"}
    packages = {f"{path.parent.relative_to(ROOT).as_posix()}/" for path in files}
    return modules | packages


def line_for(path: str) -> str:
    """The line to draw `path` with: its name and the first sentence of its docstring."""
    name = re.findall(r"[^/]+/?", path)[-1]
    file = ROOT / path / "__init__.py" if path.endswith("/") else ROOT / path
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    summary = ast.get_docstring(ast.parse(text)) if file.suffix == ".py" else None
    return f"{'  ' * path.rstrip('/').count('/')}{name:24} {(summary or '').partition(chr(10))[0]}".rstrip()


def test_what_is_drawn_exists() -> None:
    missing = {path for path in drawn() if (ROOT / path).is_dir() != path.endswith("/")}
    missing |= {path for path in drawn() if not (ROOT / path).exists()}
    assert not missing, f"drawn in docs/architecture.md, but not there: {sorted(missing)}"


def test_what_exists_is_drawn() -> None:
    undrawn = sorted(built() - drawn())
    assert not undrawn, "\n".join(["add to the drawing in docs/architecture.md:", *map(line_for, undrawn)])
