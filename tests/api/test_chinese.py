"""Refusals in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tailorbird.api.problem_words import TITLES_ZH
from tailorbird.app.problem_catalogue import CATALOGUE
from tests.api.purchases import opening, paid, quoted
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Stage

CHINESE = "zh-CN,zh;q=0.9,en;q=0.5"


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def test_every_problem_has_a_chinese_title() -> None:
    assert sorted(set(CATALOGUE) - set(TITLES_ZH)) == []


def test_a_refusal_by_the_terms_is_said_in_chinese(stage: Stage) -> None:
    case = paid(stage)
    path = f"{case.path}/commands/confirm_receipt"
    refused = stage.by("ada").post(path, {}, once="r", Accept_Language=CHINESE)
    problem = told(refused, 409, "refused_by_terms")
    assert problem["title"] == "条款不允许"
    assert _is_chinese(problem["detail"]) and _is_chinese(problem["next_step"])
    assert refused.headers["Content-Language"] == "zh"
    again = stage.by("ada").post(path, {}, once="r", Accept_Language=CHINESE)
    assert (again.json["detail"], again.headers["Idempotency-Replayed"]) == (problem["detail"], "true")
    english = stage.by("ada").post(path, {}, once="r")
    assert english.json["title"] == "The terms do not allow this"


def test_a_refusal_that_opened_nothing_is_said_in_chinese(stage: Stage) -> None:
    reply = stage.by("ada").post("/v1/cases", opening(variant=None), Accept_Language=CHINESE)
    assert _is_chinese(told(reply, 409, "refused_by_terms")["detail"])


def test_other_problems_have_chinese_titles(stage: Stage) -> None:
    reply = stage.by("ada").get("/v1/cases/TB-none", Accept_Language=CHINESE)
    assert told(reply, 404, "no_such_case")["title"] == "没有这个案件"
    assert stage.by("ada").get("/v1/nothing?lang=zh").json["title"] == "这里没有内容"


def test_what_can_be_done_is_said_in_chinese(stage: Stage) -> None:
    case = quoted(stage)
    can = stage.by("ada").get(case.path, Accept_Language=CHINESE).json["can"]
    assert all(_is_chinese(each["title"]) for each in can)
    assert [each["sentence"] for each in can if each["sentence"] and not _is_chinese(each["sentence"])] == []
