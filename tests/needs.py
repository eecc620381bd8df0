"""Programs that some tests need and that not every machine has."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import NoReturn

import pytest

from pipeline.read.office import find_soffice


def missing(reason: str) -> NoReturn:
    """Skip the test for want of a program; where everything has to run, fail."""
    if os.environ.get("PLANS_CI") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def need_ocr() -> None:
    """Skip the test, or fail it, where the extra for scanned pages is not installed."""
    if not all(find_spec(module) for module in ("rapidocr", "onnxruntime")):
        missing("the extra that recognises scanned pages is not installed (make env EXTRAS=ocr)")


def need_soffice() -> None:
    """Skip the test, or fail it, where there is no LibreOffice."""
    if find_soffice() is None:
        missing("there is no LibreOffice on this machine")
