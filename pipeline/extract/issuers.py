"""Who issues a document, and whose government speaks in it.

The title's issuer goes first. Where it only names its level ("市政府") or is not there, the fuller name is
looked for: in the signature, in the place that the plan's own title names, in who is addressed.
"""

from __future__ import annotations

import re

from pipeline.catalog import CatalogEntry
from pipeline.extract.heads import Head, stated
from pipeline.extract.printed_dates import printed_date
from pipeline.extract.regions import Place, bare_level, place_at_head
from pipeline.extract.titles import is_body, issuer_of, unwrapped
from pipeline.fold import fold
from pipeline.model import GovernmentLevel, Source

_ISSUER_KEYS = ("发文机关", "发文单位", "制定机关", "发布机关", "发布机构", "发布单位", "公开机构")
_SIGNATURE_LENGTH = 60
_YEAR_BEFORE = re.compile(r"^(?:19|20)\d{2}年度?")  # "2024年苏州市…任务清单"
# Whom a government addresses as its own: "市政府各部门", "区各委办局", "县直各单位".
_OWN_BODIES = re.compile(
    "(?:^|[,;、。])(?P<own>(?:自治[区州县]|[省市州盟县区旗])(?:(?:人民)?政府(?:各|有关|直属)|各委|[直级](?:各|有关)|各?(?:有关|相关)(?:部门|单位)))"
)


def issuer(head: Head, title: str, source: Source) -> str | None:
    """From the notice's title, who signs, the head table: the fullest name first."""
    named = issuer_of(title)
    if named and bare_level(fold(named)) is None:
        return _parted(named)
    given = next((value for value in stated(source, _ISSUER_KEYS) if is_body(value)), None)
    fuller = _signers(head) or given
    return fuller if named is None or (fuller and place_at_head(fold(fuller))) else named


def place(entry: CatalogEntry, issued_by: str | None, *titles: str) -> Place | None:
    """Whose plan it is: as the catalogue says, the issuer's place, else the first that one of `titles` names."""
    if entry.jurisdiction:
        return place_at_head(entry.jurisdiction)
    names = [issued_by or "", *(_YEAR_BEFORE.sub("", unwrapped(title)) for title in titles)]
    return next((found for name in names if (found := place_at_head(fold(name)))), None)


def level(head: Head, issued_by: str | None) -> GovernmentLevel | None:
    """The level that speaks where no place is named: the issuer's, else that of the bodies addressed as its own."""
    named = bare_level(fold(issued_by)) if issued_by else None
    own = (_OWN_BODIES.search(fold(line)) for line in head.lines if line.endswith(("：", ":")))
    return named or next((bare_level(found["own"]) for found in own if found), None)


def _parted(name: str) -> str:
    """Two bodies of one place that a title runs together: 中共四川省委、四川省人民政府."""
    own = place_at_head(fold(name))
    second = name.find(own.name, own.end) if own and own.end else -1
    return f"{name[:second].rstrip('、')}、{name[second:]}" if second > 0 else name


def _signers(head: Head) -> str | None:
    """The bodies on the lines just above a date line that stands alone."""
    for lines in (head.closing, head.lines):
        for index, line in enumerate(lines):
            if printed_date(line) is None:
                continue
            signers: list[str] = []
            for above in reversed(lines[:index]):
                if len(above) > _SIGNATURE_LENGTH or not is_body(above) or "关于" in above:
                    break
                signers[:0] = above.split()
            if signers:
                return "、".join(signers)
    return None
