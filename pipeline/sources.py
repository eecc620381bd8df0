"""The version of a part of the program: a hash of its sources, for what must be made anew when they change."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

_PACKAGE = Path(__file__).parent


def source_version(*patterns: str) -> str:
    """A hash of the files of the package that match one of `patterns` (`fold.py`, `compare/*`)."""
    digest = blake2b(digest_size=8)
    for path in sorted({path for pattern in patterns for path in _PACKAGE.glob(pattern) if path.is_file()}):
        digest.update(path.read_bytes())
    return digest.hexdigest()
