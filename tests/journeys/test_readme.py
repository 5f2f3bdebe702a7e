"""README's first purchase does what it says, call by call."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.api.stage import Stage

README = Path(__file__).parents[2] / "README.md"
CALL = re.compile(r"call \$(?P<who>[A-Z]+) (?P<path>[\w/$]+) '(?P<body>\{.*?\})'(?: \||\)|$)", re.MULTILINE)
ROLES = {"mei": ["buyer"], "goldenbridge": ["carrier", "warehouse"]}


def test_the_first_purchase_of_the_readme_ends_with_money_held(stage: Stage) -> None:
    operator = stage.by("operator")
    for party, roles in ROLES.items():
        settings = {"serves": ["SG"]} if "carrier" in roles else {}
        made = operator.post(
            "/v1/parties", {"id": party, "name": party, "roles": roles, "settings": settings}
        )
        assert made.status == 201, made.json
        scopes = {"scopes": ["read", "act", "money"], "label": "test"}
        stage.keys[party] = operator.post(f"/v1/parties/{party}/keys", scopes).json["key"]
    topped = {"party": "mei", "amount": "CNY 100.00", "reference": "R-1"}
    assert stage.by("gateway").post("/v1/wallet/top-ups", topped).status == 201

    case, statuses = "", []
    for call in CALL.finditer(README.read_text(encoding="utf-8")):
        path = call["path"].replace("$CASE", case)
        reply = stage.by(call["who"].lower()).post(f"/v1/{path}", json.loads(call["body"]))
        case = case or reply.json["case"]
        statuses.append((path.rpartition("/")[2], reply.status))
    assert statuses == [
        ("cases", 201),
        ("accept_request", 200),
        ("issue_quote", 200),
        ("choose_carrier", 200),
        ("sign_mandate", 200),
        ("Disclosures", 200),
        ("pay", 409),
        ("accept_terms", 200),
        ("pay", 200),
    ]
    held = stage.by("mei").get(f"/v1/cases/{case}/holds").json["items"]
    assert sum(each["amount"]["minor"] for each in held) == 5706
