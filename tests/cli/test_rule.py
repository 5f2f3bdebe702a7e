"""`tailorbird rule`: an example file is answered, and a bad one told in a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run

GOOD = """\
title: Nothing was bought yet
terms: order1688@1
zone: Asia/Shanghai
facts:
  - {at: 2026-03-02 10:00, fact: RequestSubmitted, by: buyer, link: "https://x.example", quantity: 2}
  - {at: 2026-03-02 10:20, fact: RequestAccepted, by: provider}
ask:
  - {at: 2026-03-09 12:00, question: MayCancel, by: buyer, expect: {answer: granted}}
"""


def one_line(ran: Ran) -> str:
    """The only line that a bad input is told in."""
    assert ran.status != 0
    lines = ran.err.strip().splitlines()
    assert len(lines) == 1, ran.err
    assert lines[0].startswith("Error: ")
    return lines[0]


def ruled(run: Run, folder: Path, text: str | bytes) -> Ran:
    file = folder / "case.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return run("rule", file)


def test_a_good_file_is_answered_with_its_clauses(run: Run, tmp_path: Path) -> None:
    ran = ruled(run, tmp_path, GOOD)
    assert (ran.status, ran.err) == (0, "")
    assert "granted" in ran.out and "order1688.12.1.A" in ran.out
    document = json.loads(run("rule", tmp_path / "case.yaml", "--json").out)
    assert document[0]["rulings"][0]["differences"] == []


def test_an_answer_that_is_not_as_expected_ends_with_1(run: Run, tmp_path: Path) -> None:
    ran = ruled(run, tmp_path, GOOD.replace("granted", "refused"))
    assert ran.status == 1
    assert "not as expected" in ran.out


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("RequestAccepted", "RequestAcepted", "Did you mean RequestAccepted"),
        ("MayCancel", "MayCancle", "There is no question 'MayCancle'"),
        ("03-02 10:20", "03-02 09:20", "before RequestSubmitted"),
        ("by: provider", "by: buyer", "cannot be recorded by buyer"),
        ("by: provider", "by: king", "'king' is no role"),
        ("by: provider", "by: [king]", "is no role"),
        ("Asia/Shanghai", "Mars/Base", "no time zone 'Mars/Base'"),
        ("Asia/Shanghai", "[1]", "no time zone"),
        ("order1688@1", "order1688@9", "There are no terms 'order1688@9'"),
        ("quantity: 2", "quantity: x", "case.yaml"),
        ("quantity: 2", "colour: red", "has no field colour"),
        ("{answer: granted}", "granted", "expect and with are names"),
        ("2026-03-02 10:00", "2026-13-02 10:00", "2026-13-02 10:00 is no instant"),
        ("2026-03-02 10:00", "yesterday", "write it as in"),
        ("ask:", "asks:", "asks is not known"),
        (GOOD[GOOD.index("facts:") : GOOD.index("ask:")], "facts: 7\n", "facts is a list"),
        (GOOD, "a: b\n", "a is not known"),
        (GOOD, "{{", "is not YAML"),
        (GOOD, "", "tells no case"),
        (GOOD, "a: " + "[" * 3000, "is not YAML"),
    ],
)
def test_a_bad_file_is_told_in_a_line(run: Run, tmp_path: Path, old: str, new: str, says: str) -> None:
    assert says in one_line(ruled(run, tmp_path, GOOD.replace(old, new, 1)))


def test_a_file_that_is_no_text_is_told_in_a_line(run: Run, tmp_path: Path) -> None:
    assert "is not YAML" in one_line(ruled(run, tmp_path, b"\xff\xfe\x00\x92"))
    assert "is not YAML" in one_line(ruled(run, tmp_path, b"a: \x00"))


def test_a_file_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    assert run("rule", tmp_path / "none.yaml").status == 2
    assert run("rule", tmp_path).status == 2
