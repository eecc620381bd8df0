"""Which element of a page is the document: a container that sites are known to use, else the densest.

Known containers are data (`CONTAINERS`), named after the site software that makes them. Where none
holds the bulk of the page's running text, the innermost element that does is taken: running text is
text with Chinese sentence punctuation outside links, which menus and link lists have none of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from pipeline.read.html_blocks import SILENT

# Words of `id` and `class` attributes, lower case.
_CONTAINERS = (
    "ucap-content pages_content pages-content trs_editor trs_ueditor trs_editor_view trs_web trs_paper_default"
    " zoom zoomcon zoomcontent artibody article-content article_content articlecontent article-con"
    " article_con articlecon art_con artcon arti_content wp_articlecontent contentregion content_body"
    " content-body content_text contenttext news_content newscontent news-content newstext xxgk_content"
    " xxgkcontent gkml_content govinfo_content info_content infocontent detail_content detailcontent"
    " detail-content detail_con detailcon doc_content doc-content main_content maincontent wznr wz_content"
    " con_text con_con conword bt_content bt-content view_content zwcontent zw_content zwnr nr_content"
    " policy_content policycontent gsj_htmlcon gsj_htmlcon_bot custom_unionstyle font_family_cla"
    " j-fontcontent j_fontcontent printcontent print_content printarea ivs_content vsb_content v_news_content"
    " easysite-news-text ewb-article-info tycontent textcontent text_content body_content u-content"
)
# Parts of a page, inside its container or out, that are never the document. Whole words only.
_FURNITURE = (
    "share bdsharebuttonbox bdshare share-box sharebox social-share qr_container qrcode ewm erweima"
    " breadcrumb crumbs crumb position curpos dqwz location nav navbar header footer foot copyright"
    " sidebar related relevant xgnews xgwj xgjd xgxw relatednews prevnext pre-next pagination page-turn"
    " print-close closewin tools toolbar editor-info editorinfo zrbj fontsize font-size attitude"
    " pagebreak div_div noprint no-print"
)
CONTAINERS = frozenset(_CONTAINERS.split())
FURNITURE = frozenset(_FURNITURE.split())
_WORD = re.compile(r"[^\s,;]+")
_RUNNING = re.compile(r"[\u4e00-\u9fff][，。；、：]|[，。；、：][\u4e00-\u9fff]")
_LABEL = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章条])"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KNOWN_SHARE = 0.5  # of the page's running text that a known container must hold
_PART_SHARE = 0.05  # of the largest known container's that makes another one beside it a part of the document
_ADDED = 1.1  # how much more running text the outer of two known containers may hold
_DENSE_SHARE = 0.85  # of its parent's that the densest child must hold to be gone into
_INLINE = frozenset(
    ("p", "span", "b", "strong", "a", "font", "h1", "h2", "h3", "li", "tr", "tbody", "table", "ul", "ol")
)


@dataclass
class _Amount:
    """What an element holds outside links: Chinese characters of running text, and clause labels."""

    running: int = 0
    labels: int = 0


_Amounts = dict[HtmlElement, _Amount]


def find_container(body: HtmlElement) -> HtmlElement:
    """The element that holds the document; `body` itself if nothing inside holds the bulk of it."""
    amounts = _amounts(body)
    whole = amounts[body].running if body in amounts else 0
    known = [element for element in amounts if _words(element) & CONTAINERS]
    if known and whole:
        best = max(known, key=lambda element: amounts[element].running)
        if amounts[best].running >= _KNOWN_SHARE * whole:
            return _outermost(best, known, amounts)
    return _densest(body, amounts)


def is_furniture(element: HtmlElement) -> bool:
    """Whether `element` is a part of the site by its id or class (share buttons, QR codes, editors' names)."""
    return bool(_words(element) & FURNITURE)


def _words(element: HtmlElement) -> set[str]:
    return {word.lower() for name in ("id", "class") for word in _WORD.findall(element.get(name) or "")}


def _outermost(best: HtmlElement, known: Iterable[HtmlElement], amounts: _Amounts) -> HtmlElement:
    """The outermost known container that adds little running text to `best` (a title, a signature).

    A page that sets its annexes in containers of their own, beside `best`, is taken from where all are.
    """
    others = [element for element in known if amounts[element].running >= _PART_SHARE * amounts[best].running]
    chosen, candidates = best, set(others)
    for ancestor in best.iterancestors():
        if ancestor not in amounts:
            break
        beside = any(
            ancestor in element.iterancestors() for element in others if not _within(element, chosen)
        )
        small = amounts[ancestor].running <= _ADDED * amounts[chosen].running
        if beside or (ancestor in candidates and small):
            chosen = ancestor
    return chosen


def _within(element: HtmlElement, outer: HtmlElement) -> bool:
    return element is outer or outer in element.iterancestors() or element in outer.iterancestors()


def _densest(body: HtmlElement, amounts: _Amounts) -> HtmlElement:
    """Down into the child that holds the bulk of the running text and loses no label of a clause."""
    chosen = body
    while True:
        children = [child for child in chosen if child in amounts]
        best = max(children, key=lambda child: amounts[child].running, default=None)
        if best is None or amounts[best].running == 0:
            break
        bulk = amounts[best].running >= _DENSE_SHARE * amounts[chosen].running
        if not bulk or amounts[best].labels < amounts[chosen].labels:
            break
        chosen = best
    while chosen is not body and chosen.tag in _INLINE:
        chosen = chosen.getparent()
    return chosen


def _amounts(body: HtmlElement) -> _Amounts:
    """What each element holds, its children's included."""
    amounts: _Amounts = {}
    links = 0
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            amounts[element] = _Amount()
            if element.tag in SILENT:
                walker.skip_subtree()
                continue
            links += element.tag == "a"
            _count(amounts[element], "" if links else element.text)
            continue
        links -= element.tag == "a"
        parent = amounts.get(element.getparent())
        if parent is not None and element is not body:
            parent.running += amounts[element].running
            parent.labels += amounts[element].labels
            _count(parent, "" if links else element.tail)
    return amounts


def _count(amount: _Amount, text: str | None) -> None:
    if not text:
        return
    amount.labels += bool(_LABEL.match(text))
    if _RUNNING.search(text):
        amount.running += len(_HAN.findall(text))
