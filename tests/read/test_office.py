"""Documents of other office programs, by a real LibreOffice; and what is said when it does not work."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from pipeline.errors import ReadError
from pipeline.read import office, read_bytes
from pipeline.read.word.package import open_word
from tests.needs import need_soffice
from tests.read.word.files import PLAN, word

OPEN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{name}="{OPEN}:{space}:1.0"'
    for name, space in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"), ("script", "script"))
)  # fmt: skip
TYPE = "application/vnd.oasis.opendocument.text"


def fodt(body: str, head: str = "") -> bytes:
    """An OpenDocument text in one XML file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'office:version="1.2" office:mimetype="{TYPE}">{head}<office:body><office:text>{body}</office:text></office:body></office:document>'
    ).encode()


RTF = "{\\rtf1\\ansi " + "\\par ".join(
    "".join(f"\\u{ord(character)}?" if ord(character) > 127 else character for character in line) for line in PLAN
) + "}"  # fmt: skip


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The plan as LibreOffice itself saves it in each format."""
    need_soffice()
    folder = tmp_path_factory.mktemp("saved")
    (folder / "a.docx").write_bytes(word())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for filter in ("doc:MS Word 97", "odt"):
        command = [str(office.find_soffice()), profile, "--headless", "--convert-to", filter, "a.docx"]
        subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=120)
    files = {kind: (folder / f"a.{kind}").read_bytes() for kind in ("doc", "odt")}
    return {**files, "rtf": RTF.encode(), "fodt": fodt("".join(f"<text:p>{line}</text:p>" for line in PLAN))}


@pytest.mark.parametrize("kind", ["doc", "odt", "rtf", "fodt"])
def test_the_plan_is_read_from_each_format_and_says_which(saved: dict[str, bytes], kind: str) -> None:
    source = read_bytes(saved[kind], "a.txt")
    assert (source.format, source.text) == (kind.removeprefix("f"), "\n".join(PLAN))


def test_a_doc_that_was_cut_off_is_refused(saved: dict[str, bytes]) -> None:
    with pytest.raises(ReadError, match=r"a broken Word or WPS file \(OLE\)"):
        read_bytes(saved["doc"][: len(saved["doc"]) // 2], "a")


def test_several_run_at_once(saved: dict[str, bytes]) -> None:
    with ThreadPoolExecutor(3) as pool:
        sources = list(pool.map(lambda _: read_bytes(saved["rtf"], "a"), range(3)))
    assert {source.text for source in sources} == {"\n".join(PLAN)}


def test_comments_survive() -> None:
    need_soffice()
    note = "<office:annotation><text:p>请核实</text:p></office:annotation>"
    data = office.to_word(fodt(f"<text:p>一、总体要求{note}</text:p>"), "a", "fodt")
    assert [comment.text for comment in open_word(data, "a").comments] == ["请核实"]


def test_no_address_and_no_link_is_followed(tmp_path: Path) -> None:
    need_soffice()
    (tmp_path / "other.fodt").write_bytes(fodt("<text:p>另一文件</text:p>"))
    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)
    here = f"http://127.0.0.1:{server.getsockname()[1]}"
    link = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
    body = (
        f'<text:p>一、总体要求<draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{here}/a.png" {link}/></draw:frame></text:p>'
        f'<text:section text:name="a"><text:section-source xlink:href="{here}/b.fodt"/><text:p>甲</text:p></text:section>'
        f'<text:section text:name="b"><text:section-source xlink:href="{(tmp_path / "other.fodt").as_uri()}"/><text:p>乙</text:p></text:section>'
    )
    with server:
        assert read_bytes(fodt(body), "a").text == "一、总体要求\n甲\n乙"
        with pytest.raises(BlockingIOError):  # nobody waits to be let in
            server.accept()


def test_what_libreoffice_does_not_understand_is_one_line() -> None:
    need_soffice()
    with pytest.raises(ReadError) as caught:
        read_bytes(fodt("<text:p>一</text:q>"), "a.fodt")
    assert str(caught.value).startswith(
        "a.fodt: LibreOffice could not convert this OpenDocument (.fodt) file"
    )
    assert caught.value.remedy == "open it in Word, WPS or LibreOffice and save it as .docx"


def test_without_libreoffice_both_remedies_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", (str(tmp_path / "LibreOffice*" / "soffice"),))
    with pytest.raises(ReadError) as caught:
        read_bytes(RTF.encode(), "a.rtf")
    assert str(caught.value) == (
        "a.rtf: RTF (.rtf) is read by LibreOffice, which is not installed; install LibreOffice "
        "(libreoffice.org), or open it in Word, WPS or LibreOffice and save it as .docx"
    )


def program(folder: Path, script: str) -> Path:
    """A program that stands where LibreOffice would."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


needs_shell = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


@needs_shell
def test_the_newest_of_the_usual_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for version in ("7.6", "24.2", "24.8"):
        program(tmp_path / f"libreoffice{version}" / "program", "exit 0")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_PLACES", (str(tmp_path / "libreoffice*" / "program" / "soffice"),))
    assert office.find_soffice() == tmp_path / "libreoffice24.8" / "program" / "soffice"
    program(tmp_path / "bin", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert office.find_soffice() == tmp_path / "bin" / "soffice"


@needs_shell
def test_what_takes_too_long_is_ended_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path, f"sleep 600 & echo $! > {tmp_path}/child; sleep 600")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(office, "TIME_LIMIT", 1)
    with pytest.raises(
        ReadError, match=r"^a\.rtf: LibreOffice did not finish within 1 seconds; open it in Word"
    ):
        read_bytes(RTF.encode(), "a.rtf")
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.05)
    pytest.fail("what LibreOffice started is still running")


@needs_shell
def test_what_it_said_is_told_and_nothing_is_left_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path / "bin", 'echo "first" >&2; echo "no such luck" >&2; echo >&2; exit 3')
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    with pytest.raises(ReadError, match=r"could not convert this RTF \(\.rtf\) file \(no such luck\); open"):
        read_bytes(RTF.encode(), "a.rtf")
    assert list((tmp_path / "tmp").iterdir()) == []
