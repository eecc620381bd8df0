"""What a check says is said in Chinese too, with the document's own words in it."""

from __future__ import annotations

import pytest

from pipeline.model import Record
from pipeline.store.codes import CODES
from pipeline.store.doubts import in_chinese


@pytest.mark.parametrize(
    ("message", "chinese"),
    [
        ("ending left out: 县自然资源", "单位名称缺尾字：县自然资源"),
        ("read as 各乡镇政府: 各县乡镇府负", "“各县乡镇府负”疑为误印，读作“各乡镇政府”"),
        ("same sound as 街道办事处: 接到办事处", "“接到办事处”疑为同音误印，读作“街道办事处”"),
        ("joined: the sentence goes on from line 101 to line 103", "断行处已接上：句子从第101行续至第103行"),
        ("the number before （五） is missing", "“（五）”之前的序号缺失"),
        ("ending left out: {0} {}", "单位名称缺尾字：{0} {}"),
        ("something new", None),
    ],
)
def test_a_message_in_chinese(message: str, chinese: str | None) -> None:
    assert in_chinese(message) == chinese


def test_every_doubt_of_the_corpus_has_its_chinese_words(corpus: dict[str, Record]) -> None:
    doubts = [doubt for record in corpus.values() for doubt in record.doubts]
    assert [doubt.message for doubt in doubts if in_chinese(doubt.message) is None] == []
    assert {doubt.rule for doubt in doubts} <= CODES["rule"].keys()
