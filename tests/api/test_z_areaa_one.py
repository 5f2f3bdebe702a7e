from __future__ import annotations
import io, threading
from dataclasses import replace
from typing import Any
import pytest
from PIL import Image
from tailorbird import bootstrap
from tailorbird.api import wiring
from tailorbird.app.account.actions import top_up
from tailorbird.app.catalogue.keep import create_product, update_product, withdraw_product
from tailorbird.app.catalogue.listing import list_product, publish_product
from tailorbird.app.engine.command import Act, Actor, Order
from tailorbird.app.engine.problem import Problem
from tailorbird.app.ports.files import FilesUnavailable
from tailorbird.domain.customization.template import Approval
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests.api.crafts import SELLER, approved, command, did, join, open_case, opened, read
from tests.domain.customization.templates import PRODUCT, TEMPLATE

def goods(approval=Approval.ASKED, **kw):
    from tailorbird.domain.catalogue.product import LeadTime
    v = replace(PRODUCT.variants[0], lead=LeadTime(min_days=2, max_days=4), gtin_exemption="home")
    return replace(PRODUCT, variants=(v,), category="home", title="Mug with your name and photograph", declarations=("product-safety",), template=replace(TEMPLATE, approval=approval), **kw)

def ok(x):
    assert not isinstance(x, Problem), x
    return x

def shop(stage, approval=Approval.ASKED):
    approved(stage)
    stage.clock.advance(__import__("datetime").timedelta(seconds=1))
    kept = create_product(stage.house, SELLER, "p-mug", goods(approval))
    ok(kept)
    listed = ok(list_product(stage.house, SELLER, "p-mug", "USD", "k-list"))
    allow(stage, listed.listing)
    pub = publish_product(stage.house, SELLER, "p-mug", "k-pub")
    ok(pub)
    return listed.listing

def allow(stage, listing):
    from tailorbird.app.engine.casefile import case_from
    from tailorbird.domain.cases.facts.listing import ListingRecognised
    for sg in case_from(stage.house.records.case(listing)).last(ListingRecognised).fact.signs:
        print(sg)
        did(stage, "operator", listing, "judge_sign", {"kind": sg.kind.value, "where": sg.where, "judgement": "allowed"})

def money(stage, who="ada", amount="USD 500.00"):
    p = stage.house.parties.party(who)
    top_up(stage.house, p, Money.parse(amount), "gateway", f"T-{who}-{amount}")

def png(size=(1600, 900), colour=(200, 30, 60)):
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, "PNG")
    return made.getvalue()

def upload(stage, who="ada", colour=(200,30,60)):
    found = stage.by(who).call("POST", "/v1/files", png(colour=colour), Content_Type="image/png")
    assert found.status == 201, found.content
    return found.json["sha256"]

def design(stage, *entries, who="ada", **more):
    found = stage.by(who).post("/v1/designs", {"product": "p-mug", "entries": list(entries), **more})
    assert found.status == 201, found.content
    return found.json

ANNA = {"field": "name", "value": "Anna"}
LEO = {"field": "name", "value": "Leon"}

def place(stage, listing, d, who="ada", **more):
    return open_case(stage, who, "personalised_order", {"listing": listing, "design": d["id"], **more})

def placed(stage, listing, d, who="ada", **more):
    r = place(stage, listing, d, who, **more)
    assert r.status == 201, r.content
    return r.json["case"]

def pay(stage, case, who="ada", total="USD 10.20"):
    did(stage, who, case, "pay", {"total": total})

def work(stage, tmp_path=None):
    from pathlib import Path
    bootstrap.worker_pass(stage.house, bootstrap.Config("", stage.folder / "media", stage.folder / "captures", stage.folder / "mail", ("CN", "US")))()

@pytest.fixture
def st(stage, tmp_path):
    object.__setattr__  # frozen
    class S: pass
    money(stage)
    money(stage, "bo")
    global FOLDER
    FOLDER = tmp_path
    return stage

def dowork(stage):
    bootstrap.worker_pass(stage.house, bootstrap.Config("", FOLDER / "media", FOLDER / "captures", FOLDER / "mail", ("CN", "US")))()

def names(stage, case):
    return [f.name for f in stage.house.records.case(case).facts]

def test_life(st):
    l = shop(st)
    d = design(st, ANNA)
    c = placed(st, l, d, hash=d["hash"], total="USD 10.20")
    pay(st, c)
    did(st, SELLER, c, "accept_order")
    r = command(st, SELLER, c, "start_production"); print(r.status, r.json["code"], r.json["detail"])
    r = st.by(SELLER).post(f"/v1/cases/{c}/print-files"); print("printfiles before", r.status, r.json)
    a = st.by(SELLER).post(f"/v1/cases/{c}/commands/send_proof", {"text": "look"}, once="proof1")
    b = st.by(SELLER).post(f"/v1/cases/{c}/commands/send_proof", {"text": "look"}, once="proof1")
    print("replay proof", a.status, b.status, b.content[:300])
    did(st, "ada", c, "approve_proof", {"proof": "p1"})
    r = command(st, "ada", c, "approve_proof", {"proof": "p1"}); print("again", r.status, r.json["detail"])
    r = st.by(SELLER).post(f"/v1/cases/{c}/print-files"); print("printfiles", r.status, r.json)
    r = st.by(SELLER).post(f"/v1/cases/{c}/print-files"); print("printfiles again", r.status)
    dowork(st)
    print(names(st, c))
    did(st, SELLER, c, "start_production")
    pts = st.by(SELLER).get(f"/v1/cases/{c}/inspection-points"); print(pts.json)
    did(st, SELLER, c, "inspect", {"points": [{"point": p, "result": "as_specified"} for p in pts.json["points"]]})
    did(st, SELLER, c, "dispatch", {"parcel": "1"})
    did(st, SELLER, c, "deliver", {"parcel": "1"})
    ev = upload(st, colour=(1,2,3))
    did(st, "ada", c, "claim_defect", {"claim": "D1", "ground": "defective", "wants": "remake", "evidence": [ev]})
    did(st, SELLER, c, "verify_defect", {"claim": "D1", "result": "found"})
    print(st.by(SELLER).get(f"/v1/cases/{c}").json["stage"])
    r = command(st, SELLER, c, "dispatch", {"parcel": "2"}); print("dispatch remake w/o", r.status, r.json["detail"])
    r = command(st, "ada", c, "replace_specification", {"design": d["id"]}); print("replace in remake", r.status, r.json["detail"])
    r = command(st, SELLER, c, "send_proof", {}); print("proof in remake", r.status, r.content[:300])
    r = read(st, SELLER, c, "fulfil"); print("read", r.status)
    did(st, SELLER, c, "start_production")
    print(st.by(SELLER).get(f"/v1/cases/{c}").json["stage"])
    did(st, SELLER, c, "inspect", {"points": [{"point": p, "result": "as_specified"} for p in pts.json["points"]]})
    did(st, SELLER, c, "dispatch", {"parcel": "2"})
    did(st, SELLER, c, "deliver", {"parcel": "2"})
    st.later(days=31)
    dowork(st)
    print(names(st, c), st.by(SELLER).get(f"/v1/cases/{c}").json["stage"])
    assert 0

def test_aba(st):
    l = shop(st, Approval.NOT_ASKED)
    d = design(st, ANNA)
    c = placed(st, l, d); pay(st, c)
    did(st, SELLER, c, "accept_order"); dowork(st)
    r = st.by("ada").put(f"/v1/designs/{d['id']}", {"after": 1, "entries": [LEO]}); assert r.status == 200
    did(st, "ada", c, "replace_specification", {"design": d["id"], "version": 2})
    did(st, SELLER, c, "accept_order"); dowork(st)
    did(st, "ada", c, "replace_specification", {"design": d["id"], "version": 1})
    did(st, SELLER, c, "accept_order"); dowork(st)
    r = st.by(SELLER).post(f"/v1/cases/{c}/print-files"); print(r.status, r.json)
    print(st.house.records.case(c).header)
    r = command(st, SELLER, c, "start_production"); print(r.status, r.content[:300])
    print(names(st, c))
    assert 0

def test_product_changed_after_order(st):
    l = shop(st)
    d = design(st, ANNA)
    c = placed(st, l, d); pay(st, c)
    did(st, SELLER, c, "accept_order")
    did(st, SELLER, c, "send_proof", {})
    did(st, "ada", c, "ask_for_changes", {"proof": "p1", "text": "other"})
    ok(update_product(st.house, SELLER, "p-mug", goods(title_zh="杯子"), 1))
    ok(list_product(st.house, SELLER, "p-mug", "USD", "k2")); ok(publish_product(st.house, SELLER, "p-mug", "k3"))
    r = st.by("ada").put(f"/v1/designs/{d['id']}", {"after": 1, "entries": [LEO]}); assert r.status == 200
    r = command(st, "ada", c, "replace_specification", {"design": d["id"], "version": 2}); print("changed", r.status, r.content)
    r2 = place(st, l, d); print("order old", r2.status, r2.content[:400])
    ok(withdraw_product(st.house, SELLER, "p-mug", "k4"))
    r = command(st, "ada", c, "replace_specification", {"design": d["id"], "version": 2}); print("withdrawn", r.status, r.content)
    assert 0

def test_erase_others(st):
    l = shop(st)
    d = design(st, ANNA); e = design(st, ANNA, LEO and {"field":"wish","value":""}, who="bo")
    assert d["hash"] == e["hash"]
    st.by("bo").post("/v1/basket/lines", {"design": e["id"]})
    c = placed(st, l, d); pay(st, c)
    did(st, SELLER, c, "refuse_order", {"reason": "no clay"})
    dowork(st)
    print(names(st, c), st.by("bo").get("/v1/designs").json, st.by("bo").get("/v1/basket/lines").json)
    print(st.by("ada").get("/v1/designs").json["items"])
    assert 0

def test_erase_quantity_and_other_draft_picture(st):
    l = shop(st)
    f = upload(st)
    P = {"field": "photo", "file": f}
    d = design(st, ANNA, P); e = design(st, LEO, P)
    c = placed(st, l, d, quantity=3); 
    print(st.by("ada").get(f"/v1/cases/{c}").json["stage"])
    did(st, SELLER, c, "refuse_order", {"reason": "no clay"})
    dowork(st)
    print([x["id"] for x in st.by("ada").get("/v1/designs").json["items"]], d["id"], e["id"])
    r = st.by("ada").get(f"/v1/designs/{e['id']}"); print(r.status, r.json.get("findings"))
    print(st.house.files.read(f) is not None)
    assert 0

def test_findings(st):
    approved(st)
    ok(create_product(st.house, SELLER, "p-mug", goods()))
    for f in ok(list_product(st.house, SELLER, "p-mug", "USD", "k")).findings: print(f)
    assert 0
