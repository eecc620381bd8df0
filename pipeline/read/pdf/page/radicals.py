"""Signs for radicals → the ideographs that they look like.

Programs that make PDF files from fonts whose glyphs serve both (browsers, macOS) name the radical: ⽬标 for 目标.
Text never means it: Unicode has these signs for dictionaries (18.1, CJK Radicals).
"""

from __future__ import annotations

import re
import unicodedata

# The supplement has no compatibility mapping; these are those of Unicode's EquivalentUnifiedIdeograph.txt that
# are whole ideographs of today's writing.
_SUPPLEMENT = "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
_IDEOGRAPHS = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **{ord(radical): sign for radical, sign in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)},
}


_RADICAL = re.compile(f"[{''.join(map(chr, _IDEOGRAPHS))}]")


def with_ideographs(text: str) -> str:
    """`text` with an ideograph for each radical, one for one."""
    return text.translate(_IDEOGRAPHS) if _RADICAL.search(text) else text
