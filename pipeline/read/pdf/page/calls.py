"""PDFium's functions that a page asks a thousand times, called with as little ado as ctypes allows.

pypdfium2's own prototypes convert every argument and let other threads run at each call. These convert nothing:
pointers have to be objects of ctypes (`pointer`), for a plain number would be cut to 32 bits.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

Call = Callable[..., Any]


class Pointer(ctypes.c_void_p):
    """A pointer that PDFium gave; its `value` is None where it gave none."""


def pointer(handle: Any) -> Pointer:
    """One of pypdfium2's handles as a plain pointer."""
    return ctypes.cast(handle, Pointer)


def _function(prototype: Any, result: Any) -> Call:
    # Without types of arguments, ctypes takes each as it is.
    made: Call = ctypes.PYFUNCTYPE(result)(ctypes.cast(prototype, ctypes.c_void_p).value or 0)
    return made


# (text page, index of a character, where to put four floats) → whether it has a box
loose_char_box = _function(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int)
# (text page, index of a character) → its angle in radians, counted to the right; -1 if it has none
char_angle = _function(pdfium.FPDFText_GetCharAngle, ctypes.c_float)
# (text page, index of a character) → 1 if PDFium added it
is_generated = _function(pdfium.FPDFText_IsGenerated, ctypes.c_int)
# (page, index) and (form, index) → an object that it draws
page_object = _function(pdfium.FPDFPage_GetObject, Pointer)
form_object = _function(pdfium.FPDFFormObj_GetObject, Pointer)
# (object) → its kind; 0, unknown, for no object
object_kind = _function(pdfium.FPDFPageObj_GetType, ctypes.c_int)
