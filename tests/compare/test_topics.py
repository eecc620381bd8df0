"""The common outline: the topics of provisions, found in one document at a time."""

from __future__ import annotations

import pytest

from pipeline.compare import profile_of
from pipeline.compare.topics import LEAST_SHARE, clause_topics, outline
from tests.documents import DOCUMENTS, corpus_record, read_article

NAMES = {topic.id: topic.name for topic in outline().values()}


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("推进秸秆综合利用，严禁露天焚烧秸秆。", "秸秆"),
        ("加快充电桩建设，推进城市公交新能源化。", "机动车"),
        ("实施工业炉窑清洁能源替代。", "工业炉窑"),
        ("建设中小学，补充教师。", "教育"),
    ],
)
def test_the_main_topic_of_a_provision(text: str, main: str) -> None:
    found = [NAMES[topic.topic_id] for topic in clause_topics(profile_of(read_article(text))) if topic.main]
    assert main in found


@pytest.mark.parametrize("document", DOCUMENTS)
def test_shares_and_one_main_topic_a_provision(document: str) -> None:
    profile = profile_of(corpus_record(document))
    found = clause_topics(profile)
    for provision in profile.provisions:
        own = [topic for topic in found if topic.clause_id == provision.id]
        assert sum(topic.main for topic in own) == (1 if own else 0)
        assert sum(topic.share for topic in own) <= 1.001
        assert all(topic.share >= LEAST_SHARE or topic.main for topic in own)
        if own:
            assert max(own, key=lambda topic: topic.share).main


def test_what_every_plan_opens_with_is_part_of_the_outline() -> None:
    found = clause_topics(profile_of(corpus_record("sichuan")))
    assert {"指导思想", "工作目标"} <= {NAMES[topic.topic_id] for topic in found}
