"""What is committed installs anywhere: no registry's address, every dependency pinned, nothing shadowed."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
# Sources and what is read from them name their own sites; no installer reads them.
DATA = ("corpus/", "extracted/", "tests/gold/")
# Classes of one letter keep this file from matching itself.
REGISTRY = re.compile(
    r"https?://[^\s\"'<>)]*(?:py[p]i|python[h]osted|np[m]js|regist[r]y|mir[r]or|/simp[l]e\b)"
    r"|--(?:extra-)?ind[e]x-url|--fin[d]-links|--trust[e]d-host|^\s*(?:extra-)?ind[e]x-url\s*=",
    re.IGNORECASE | re.MULTILINE,
)
# The XML namespace of LibreOffice's settings: a name that nothing is fetched from.
NAMESPACES = ("http://openoffice.org/2001/regist" + "ry",)


def committed() -> list[Path]:
    """The files that are committed or would be; skips the test where this is no git checkout."""
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git checkout")
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """The file's text; empty for one that is not text."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")


@cache
def project() -> dict[str, list[Requirement]]:
    """The requirements in pyproject.toml by group: "runtime", "build" and the extras."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        settings = tomllib.load(file)
    groups = {
        "runtime": settings["project"]["dependencies"],
        "build": settings["build-system"]["requires"],
        **settings["project"]["optional-dependencies"],
    }
    return {group: [Requirement(line) for line in lines] for group, lines in groups.items()}


@cache
def constraints() -> dict[str, Requirement]:
    """The lines of constraints.txt by canonical name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in pins}


def needed(requirements: list[Requirement]) -> Iterator[str]:
    """The distributions that `requirements` bring into this environment, directly or through others."""
    seen: set[tuple[str, frozenset[str]]] = set()
    queue = list(requirements)
    while queue:
        requirement = queue.pop()
        name = canonicalize_name(requirement.name)
        extras = frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        yield name
        try:
            further = [Requirement(line) for line in requires(name) or ()]
        except PackageNotFoundError:  # an extra that is not installed here
            continue
        queue += [each for each in further if applies(each, extras)]


def applies(requirement: Requirement, extras: frozenset[str]) -> bool:
    """Whether a dependency of a distribution wanted with `extras` is wanted in this environment."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras | {""})


def test_no_registry_is_named() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in committed()
        if not path.relative_to(ROOT).as_posix().startswith(DATA)
        for match in REGISTRY.finditer(text_of(path))
        if match[0] not in NAMESPACES
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "see https://py" + "pi.org/project/x",
        "https://regist" + "ry.example.net/x.tgz",
        "pip install --ind" + "ex-url=x",
        "ind" + "ex-url = x",
        "https://example.org/simp" + "le/",
    ],
)
def test_a_registry_would_be_found(line: str) -> None:
    assert REGISTRY.search(line)


def test_the_configuration_folder_shadows_no_package() -> None:
    shadows = [path.relative_to(ROOT) for path in (ROOT / "datasette").rglob("__init__.py")]
    assert not shadows, "datasette/ is configuration, the package of that name is installed"


def test_constraints_are_exact_pins() -> None:
    for pin in constraints().values():
        specifiers = list(pin.specifier)
        assert len(specifiers) == 1 and specifiers[0].operator == "==", f"not one exact version: {pin}"
        assert pin.url is None and pin.marker is None, f"more than a version: {pin}"


@pytest.mark.parametrize("group", project())
def test_constraints_satisfy_the_ranges(group: str) -> None:
    for requirement in project()[group]:
        pin = constraints().get(canonicalize_name(requirement.name))
        assert pin, f"constraints.txt lacks {requirement.name}"
        version = Version(next(iter(pin.specifier)).version)
        assert requirement.specifier.contains(version), f"{pin} is not {requirement}"


@pytest.mark.parametrize("group", project())
def test_constraints_cover_what_dependencies_need(group: str) -> None:
    missing = set(needed(project()[group])) - constraints().keys()
    assert not missing, f"constraints.txt lacks {sorted(missing)}"
