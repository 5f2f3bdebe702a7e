"""Importing an order on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tailorbird.domain.roles import Role
from tests.adapters.amazon_custom.build import DOUBTFUL_PATH, SAMPLE_PATH
from tests.api.crafts import SELLER, join
from tests.cli.conftest import Run
from tests.cli.test_rule import one_line

if TYPE_CHECKING:
    from tests.api.stage import Stage


@pytest.fixture
def seller(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> str:
    from tailorbird.cli import orders

    monkeypatch.setattr(orders, "house", lambda: stage.house)
    join(stage, SELLER, Role.MERCHANT)
    return SELLER


def test_what_is_doubtful_is_printed(run: Run, seller: str) -> None:
    ran = run("order", "import", DOUBTFUL_PATH, "--merchant", seller, "--price", "EUR 39.90")
    assert ran.status == 0, ran.err
    for told in ("IM-", "blank at", "file_missing at", "SparkleCustomization", "5 places wait"):
        assert told in ran.out


def test_the_same_order_comes_in_once(run: Run, seller: str) -> None:
    arguments = ("order", "import", SAMPLE_PATH, "--merchant", seller, "--price", "EUR 39.90")
    assert run(*arguments).status == 0
    assert "was imported before" in one_line(run(*arguments))


def test_what_stops_an_import_says_what_to_do(run: Run, seller: str) -> None:
    whole = ("order", "import", SAMPLE_PATH, "--merchant")
    assert "is no merchant here" in one_line(run(*whole, "ada", "--price", "EUR 1.00"))
    assert "Write such as" in one_line(run(*whole, seller, "--price", "cheap"))
    assert "Give the price of one piece" in one_line(run(*whole, seller))
    other = ("order", "import", __file__, "--merchant", seller, "--price", "EUR 1.00")
    assert "cannot be read" in one_line(run(*other))
