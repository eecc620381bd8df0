"""Head and foot: titles over several lines, dates, who signs."""

from __future__ import annotations

import pytest

from pipeline.outline.head import is_date, is_issuer, signature_start, title_runs


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["某省教育发展实施方案"], "某省教育发展实施方案"),
        (["某省教育发展", "实施方案"], "某省教育发展实施方案"),
        (["某省教育发展实施方案（2024—2026年）"], "某省教育发展实施方案（2024—2026年）"),
        (
            ["某省教育发展实施方案", "（征求意见稿）", "为推进工作，制定本方案。"],
            "某省教育发展实施方案（征求意见稿）",
        ),
        (["某省人民政府", "关于印发某省健康行动方案的通知"], "某省人民政府关于印发某省健康行动方案的通知"),
        (["某市水利局", "某市节水行动方案"], "某市节水行动方案"),
        (["各市人民政府：", "某市节水行动方案"], "某市节水行动方案"),
        (["2024年6月28日", "某市节水行动方案"], "某市节水行动方案"),
        (["某政发〔2024〕5号", "某市节水行动方案"], "某市节水行动方案"),
        (["〔此件公开发布〕", "某市节水行动方案"], "某市节水行动方案"),
        (["某市节水行动方案", "［征求意见稿］"], "某市节水行动方案［征求意见稿］"),
        (["“十四五”数字政府建设规划"], "“十四五”数字政府建设规划"),
        (["某县高标准农田建设工作要点"], "某县高标准农田建设工作要点"),
        (["推进工作。", "完成任务；"], None),
    ],
)
def test_titles(lines: list[str], title: str | None) -> None:
    runs = title_runs(lines)
    assert ("".join(lines[runs[-1].first : runs[-1].last]) if runs else None) == title


@pytest.mark.parametrize(
    ("lines", "start"),
    [
        (["推进工作。", "某省人民政府", "2024年6月28日"], 1),
        (["推进工作。", "某省教育厅", "某省财政厅", "2024年6月28日"], 1),
        (["推进工作。", "某省人民政府办公厅", "2024 年 6 月 28 日"], 1),
        (["推进工作。", "某省人民政府", "二〇二四年六月二十八日"], 1),
        (["推进工作。", "某省人民政府", "（2024年6月28日）"], 1),
        (["推进工作。", "某省人民政府"], None),
        (["推进工作。", "2024年6月28日"], 1),
        (["推进工作。"], None),
    ],
)
def test_signatures(lines: list[str], start: int | None) -> None:
    assert signature_start(lines) == start


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2024年6月28日", True),
        (" 2024年6月 ", True),
        ("二〇二四年六月二十八日", True),
        ("［２０２４年６月２８日］", True),
        ("2024年6月28日印发", False),
    ],
)
def test_dates(line: str, expected: bool) -> None:
    assert is_date(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("某省人民政府办公厅", True),
        ("中共某市委办公室", True),
        ("某县推进数字政府建设领导小组", True),
        ("推进数字政府建设，提升服务。", False),
    ],
)
def test_issuers(line: str, expected: bool) -> None:
    assert is_issuer(line) is expected
