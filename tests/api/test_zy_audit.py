"""scratch"""
from __future__ import annotations
import pytest
from tests.api.test_zz_audit import *
from tests.api.stores import joined, store, order, paid, did, MUGS
from tests.api.stores import opened as sopened

@pytest.fixture
def shops(stage): return joined(stage)

def test_money(shops, tmp_path):
    st = shops
    p("qty neg", st.by("lumen").post("/v1/cases", {"kind": "store_order", "participants": {"warehouse": "hall", "carrier": "crane"}, "body": MUGS | {"lines": [{"sku": "MUG", "quantity": -3}]}}))
    for q in (0, 10**30, 2**62, 2**53): p(f"qty {q}", st.by("lumen").post("/v1/cases", {"kind": "store_order", "participants": {"warehouse": "hall", "carrier": "crane"}, "body": MUGS | {"lines": [{"sku": "MUG", "quantity": q}]}}))
    c = order(st); topup(st, "lumen", "USD 100.00", "R1")
    p("pay EUR", cmd(st, c, "lumen", "pay", {"total": "EUR 1.00"})); p("pay 0", cmd(st, c, "lumen", "pay", {"total": "USD 0.00"}))
    p("pay", cmd(st, c, "lumen", "pay", {})); p("pay2", cmd(st, c, "lumen", "pay", {}))
    p("gateway after", st.by("gateway").post(f"/v1/cases/{c}/commands/report_payment", {"total": "USD 19.00", "gateway": "stripe", "reference": "r"}))
    p("lumen rules", cmd(st, c, "lumen", "rule_order_dispute", {"dispute": "D", "outcome": "rejected"}))
    p("tideway disputes", cmd(st, c, "tideway", "open_order_dispute", {"dispute": "D", "reason": "delayed", "lines": [], "wants": "refund"}))
    f = st.by("lumen").get(f"/v1/cases/{c}/facts").json["items"]; print("##", [x["fact"] for x in f]); line = next(x for x in f if x["fact"] == "StoreOrderPlaced")["body"]["lines"][0]["line"]
    did(st, "hall", c, "start_processing"); p("dispatch", cmd(st, c, "hall", "dispatch", {"parcel": "P1", "carrier": "crane", "tracking": "T1"}))
    p("dispatch 2", cmd(st, c, "hall", "dispatch", {"parcel": "P1", "carrier": "crane", "tracking": "T1"}))
    p("deliver", cmd(st, c, "crane", "deliver", {"parcel": "P1"}))
    D = {"dispute": "D", "reason": "damaged", "lines": [{"line": line, "quantity": 2}], "wants": "refund", "evidence": [{"kind": "photo", "file": "x"}]}
    p("disp", cmd(st, c, "lumen", "open_order_dispute", D))
    p("disp many", cmd(st, c, "lumen", "open_order_dispute", D | {"dispute": "E", "lines": [{"line": line, "quantity": 2}]}))
    p("disp E", cmd(st, c, "lumen", "open_order_dispute", D | {"dispute": "E", "lines": [{"line": line, "quantity": 1}]}))
    p("disp neg", cmd(st, c, "lumen", "open_order_dispute", D | {"dispute": "F", "lines": [{"line": line, "quantity": -1}]}))
    for a in ("USD 0.00", "EUR 1.00", "USD 99.00"):
        p(f"rule {a}", cmd(st, c, "operator", "rule_order_dispute", {"dispute": "D", "outcome": "upheld", "remedy": "refund", "lines": [{"line": line, "quantity": 2, "amount": a}]}))
    R = {"dispute": "D", "outcome": "upheld", "remedy": "refund", "lines": [{"line": line, "quantity": 2}]}
    p("rule", cmd(st, c, "operator", "rule_order_dispute", R)); p("rule again", cmd(st, c, "operator", "rule_order_dispute", R))
    p("rule E 5", cmd(st, c, "operator", "rule_order_dispute", R | {"dispute": "E", "lines": [{"line": line, "quantity": 1, "amount": "USD 5.00"}]}))
    p("rule E", cmd(st, c, "operator", "rule_order_dispute", R | {"dispute": "E", "lines": [{"line": line, "quantity": 1}]}))
    p("disp G", cmd(st, c, "lumen", "open_order_dispute", D | {"dispute": "G", "lines": [{"line": line, "quantity": 1}]}))
    p("disp ship", cmd(st, c, "lumen", "open_order_dispute", D | {"dispute": "H", "lines": [{"line": "shipping", "quantity": 1}]}))
    p("send on", cmd(st, c, "lumen", "send_refund_on", {"dispute": "D"}))
    p("wallet", st.by("lumen").get("/v1/accounts"))
    for who in ("lumen", "hall"): verify(st, who, c, tmp_path)
    p("evidence stranger", st.by("tideway").get(f"/v1/cases/{c}/evidence"))
    from tailorbird.app.fire_due import fire_due
    print("## due", st.by("lumen").get(f"/v1/cases/{c}/deadlines").json["items"][:3])
    for a in ("USD -1.00", "USD 0.00", "EUR 1.00", "USD 92233720368547758.07", "USD 1e9", "1"):
        p(f"withdraw {a}", st.by("lumen").post("/v1/wallet/withdrawals", {"amount": a, "destination": "x"}))
        p(f"topup {a}", st.by("gateway").post("/v1/wallet/top-ups", {"party": "lumen", "amount": a, "reference": f"Q{a}"}))
    p("topup big again", st.by("gateway").post("/v1/wallet/top-ups", {"party": "lumen", "amount": "USD 92233720368547758.07", "reference": "Qx2"}))
    p("topup by lumen", st.by("lumen").post("/v1/wallet/top-ups", {"party": "lumen", "amount": "USD 1.00", "reference": "Qx3"}))
    p("stmt", st.by("lumen").get("/v1/statements?currency=USD"))
    assert 0

def test_return(shops):
    st = shops; c = paid(st)
    f = st.by("lumen").get(f"/v1/cases/{c}/facts").json["items"]; line = next(x for x in f if x["fact"] == "StoreOrderPlaced")["body"]["lines"][0]["line"]
    did(st, "hall", c, "start_processing"); did(st, "hall", c, "dispatch", {"parcel": "P1", "carrier": "crane", "tracking": "T1"}); did(st, "crane", c, "deliver", {"parcel": "P1"})
    p("disp", cmd(st, c, "lumen", "open_order_dispute", {"dispute": "D", "reason": "return_wanted", "lines": [{"line": line, "quantity": 2}], "wants": "return", "evidence": []}))
    R = {"dispute": "D", "outcome": "upheld", "remedy": "return", "lines": [{"line": line, "quantity": 2}]}
    p("rule", cmd(st, c, "operator", "rule_order_dispute", R))
    p("second dispute same pieces", cmd(st, c, "lumen", "open_order_dispute", {"dispute": "E", "reason": "damaged", "lines": [{"line": line, "quantity": 3}], "wants": "refund", "evidence": [{"kind": "photo", "file": "x"}]}))
    p("US", cmd(st, c, "operator", "authorise_return", {"dispute": "D", "country": "US", "warehouse": "hall", "item_value": "USD 8.40"}))
    p("CN", cmd(st, c, "operator", "authorise_return", {"dispute": "D", "country": "CN", "warehouse": "hall"}))
    for a in ("EUR 5.00", "USD -5.00", "USD 5.00"): p(f"send {a}", cmd(st, c, "lumen", "send_return", {"dispute": "D", "tracking": "Z", "freight": a, "document": "x"}))
    for a in ("EUR 5.00", "USD -5.00", "USD 5.00"): p(f"send hall {a}", cmd(st, c, "hall", "send_return", {"dispute": "D", "tracking": "Z", "freight": a, "document": "x"}))
    p("recv by lumen", cmd(st, c, "lumen", "receive_return", {"dispute": "D", "condition": "in_order"}))
    for i in range(2): p("recv", cmd(st, c, "hall", "receive_return", {"dispute": "D", "condition": "in_order"}))
    print("##", [(e["head"], e["amount"], e.get("debit"), e.get("credit")) for e in st.by("operator").get(f"/v1/cases/{c}/entries").json["items"]])
    assert 0

def test_transfer(shops):
    st = shops; s = store(st); o1 = paid(st, store=s); o2 = order(st, store=s)
    st.house.parties.save_party(Party("third", "Third", frozenset((Role.BUYER, Role.MERCHANT)))); st.keys["third"] = st.house.parties.issue_key("third", frozenset(x.value for x in EVERYDAY), "t")
    def offer(who, to, sid=s, **k): return st.by(who).post("/v1/cases", {"kind": "store_transfer", "participants": {"receiver": to}, "body": {"store": sid}}, **k)
    p("self", offer("lumen", "lumen")); p("foreign store", offer("tideway", "third")); p("order as store", offer("lumen", "third", o1))
    p("label foreign store", st.by("tideway").post("/v1/cases", {"kind": "store_order", "participants": {"warehouse": "hall"}, "body": MUGS | {"store": s}}))
    lin = joinstaff(st.by("lumen"), "lin", "manager", stores=[s]); p("lin sees", lin.get(f"/v1/cases/{o1}"))
    t = offer("lumen", "tideway").json["case"]; p("second offer", offer("lumen", "third")); p("lumen accepts", cmd(st, t, "lumen", "accept_store")); p("third accepts", cmd(st, t, "third", "accept_store"))
    st.later(minutes=1)
    p("accept", cmd(st, t, "tideway", "accept_store")); p("accept2", cmd(st, t, "tideway", "accept_store")); p("withdraw after", cmd(st, t, "lumen", "withdraw_store"))
    for path in ("/v1/cases", "/v1/deadlines", "/v1/outbox", "/v1/deadlines?state=moot"):
        body = st.by("lumen").get(path).content; print("## old owner", path, s.encode() in body, o1.encode() in body)
    for sub in ("", "/facts", "/entries", "/holds", "/evidence", "/thread", "/deadlines", "/decisions"): print("## old", sub, st.by("lumen").get(f"/v1/cases/{o1}{sub}").status, st.by("lumen").get(f"/v1/cases/{s}{sub}").status, end=" ")
    print(); p("old staff", lin.get(f"/v1/cases/{o1}")); p("old label", st.by("lumen").post("/v1/cases", {"kind": "store_order", "participants": {"warehouse": "hall"}, "body": MUGS | {"store": s}}))
    print("## lumen entries in stmt", o1.encode() in st.by("lumen").get("/v1/statements?currency=USD").content)
    p("new pays o2", cmd(st, o2, "tideway", "pay", {})); topup(st, "tideway", "USD 100.00", "RT"); p("new pays o2", cmd(st, o2, "tideway", "pay", {}))
    p("old pays bulk", st.by("lumen").post("/v1/store-orders/pay", {"cases": [o2, o1]}))
    t2 = offer("tideway", "lumen").json["case"]; st.later(days=7); p("accept at the instant", cmd(st, t2, "lumen", "accept_store"))
    t3 = offer("tideway", "lumen"); p("again", t3); st.later(days=7, microseconds=-1); p("accept just before", cmd(st, t3.json["case"], "lumen", "accept_store"))
    assert 0

def test_strangers(shops, monkeypatch):
    st = shops
    from tests.api.test_reports import public, told
    l = public(st)
    p("big text", st.by("nobody").post("/v1/reports/without-account", told(l, text="x" * 900_000)))
    p("empty", st.by("nobody").post("/v1/reports/without-account", told(l, text="  ")))
    p("bad reason", st.by("nobody").post("/v1/reports/without-account", told(l, reason="envy")))
    p("nokey", st.by("nobody").post("/v1/reports/without-account", told(l), once="none"))
    p("store order as listing", st.by("nobody").post("/v1/reports/without-account", told(order(st))))
    from tailorbird.api.limits import Buckets, Limits
    monkeypatch.setattr(Limits, "strangers", Buckets(60, 5))
    print("## rate", [st.by("nobody").post("/v1/reports/without-account", told(l, text=f"t{i}")).status for i in range(8)])
    monkeypatch.setattr(Limits, "strangers", Buckets(600_000, 10_000))
    for path, kw in (("/v1/cases/NOPE", {}), ("/v1/custom-products/NOPE", {}), ("/v1/stores/NOPE/delivery-policy", {})):
        r = st.by("lumen").get(path, Accept_Language="zh"); print("## zh", path, r.status, r.json.get("title"), r.json.get("detail"), r.json.get("next"))
    c = order(st)
    for v, b in (("complete", {}), ("pay", {"total": "USD 1.00"}), ("open_order_dispute", {"dispute": "D", "reason": "other", "lines": [{"line": "1", "quantity": 1}], "wants": "refund"})):
        r = st.by("lumen").post(f"/v1/cases/{c}/commands/{v}", b, Accept_Language="zh"); print("## zh", v, r.status, {k: w for k, w in r.json.items() if k in ("title", "detail", "next_step", "next", "what_to_do")})
    pub = st.by("lumen").post("/v1/cases", {"kind": "custom_request", "participants": {}, "body": REQUEST | {"accepted": []}}, Accept_Language="zh"); print("## zh custom", pub.status, pub.json.get("title"), pub.json.get("detail"))
    assert 0
