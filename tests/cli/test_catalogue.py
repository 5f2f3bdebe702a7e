"""Importing and exporting a catalogue on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tailorbird.domain.roles import Role
from tests.api.crafts import SELLER, join
from tests.cli.conftest import Run

if TYPE_CHECKING:
    from tests.api.stage import Stage

HEAD = "product,title,variant,prices,stock\n"


@pytest.fixture
def seller(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> str:
    from tailorbird.cli import catalogue

    monkeypatch.setattr(catalogue, "house", lambda: stage.house)
    join(stage, SELLER, Role.MERCHANT)
    return SELLER


def table(folder: Path, text: str) -> Path:
    file = folder / "goods.csv"
    file.write_text(HEAD + text, encoding="utf-8")
    return file


def test_a_table_goes_in_and_out_and_in_again(run: Run, seller: str, tmp_path: Path) -> None:
    rows = "".join(f"p{number},Mug {number},one,USD 9.00,3\n" for number in range(120))
    ran = run("catalogue", "import", table(tmp_path, rows), "--owner", seller)
    assert ran.status == 0, ran.err
    assert "done: 120 created, 0 updated, 0 unchanged, 0 refused, of 120 products." in ran.out
    target = tmp_path / "out.csv"
    assert run("catalogue", "export", "--owner", seller, "--to", target).status == 0
    again = run("catalogue", "import", target, "--owner", seller)
    assert "0 created, 0 updated, 120 unchanged" in again.out


def test_what_is_wrong_is_told_by_line_and_column(run: Run, seller: str, tmp_path: Path) -> None:
    ran = run(
        "catalogue", "import", table(tmp_path, "a,Mug,one,nine,3\nb,Cup,one,USD 9.00,3\n"), "--owner", seller
    )
    assert ran.status == 1
    assert "! line 2, prices: 'nine' is no price." in ran.out
    assert "1 created" in ran.out


def test_all_or_nothing_keeps_nothing(run: Run, seller: str, tmp_path: Path) -> None:
    file = table(tmp_path, "a,Mug,one,nine,3\nb,Cup,one,USD 9.00,3\n")
    ran = run("catalogue", "import", file, "--owner", seller, "--keeping", "all_or_nothing")
    assert ran.status == 1
    assert "refused: 0 created" in ran.out


def test_only_a_merchant_has_a_catalogue(run: Run, seller: str, tmp_path: Path) -> None:
    ran = run("catalogue", "import", table(tmp_path, ""), "--owner", "ada")
    assert ran.status == 1
    assert "'ada' is no merchant here" in ran.err


def test_a_file_that_is_no_table_is_told(run: Run, seller: str, tmp_path: Path) -> None:
    file = tmp_path / "goods.xlsx"
    file.write_bytes(b"PK\x03\x04\xff\xff\x00\x00")
    ran = run("catalogue", "import", file, "--owner", seller)
    assert ran.status == 1
    assert "CSV UTF-8" in ran.err
