"""scratch"""
from __future__ import annotations
import io, subprocess, sys, zipfile
from typing import Any
import pytest
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.parties import Party
from tailorbird.domain.roles import Role
from tests.api.stage import EVERYDAY
from tests.api.test_products import mill, opened, did, finished, ACCEPTED, QUOTATION, REQUEST, PNG
from tests.api import stores as S
from tests.api.purchases import top_up as topup
from tests.api.test_staff import join as joinstaff
from tailorbird.verifier import verify_bundle

def cmd(st, case, who, verb, body=None, **kw):
    return st.by(who).post(f"/v1/cases/{case}/commands/{verb}", body or {}, **kw)

def p(label, r):
    try: j = r.json
    except Exception: j = r.content[:80]
    print("##", label, r.status, (j.get("code"), j.get("clauses"), (j.get("detail") or "")[:170]) if isinstance(j, dict) else j)

def verify(st, who, case, tmp_path):
    b = st.by(who).get(f"/v1/cases/{case}/evidence")
    if b.status != 200:
        p("evidence", b); return b""
    f = tmp_path / f"{who}-{case}.zip"; f.write_bytes(b.content)
    r = subprocess.run([sys.executable, verify_bundle.__file__, str(f)], capture_output=True, text=True)
    print("## bundle", who, r.returncode, (r.stdout + r.stderr)[-200:].replace("\n", " | ") if r.returncode else "")
    z = zipfile.ZipFile(io.BytesIO(b.content))
    return b"".join(z.read(n) for n in z.namelist())

def test_reorder_by_others(mill, tmp_path):
    st = mill
    sha = st.by("ada").call("POST", "/v1/files", PNG + b"ada design", Content_Type="image/png").json["sha256"]
    case = str(opened(st, attachments=[sha], remarks="SECRETREMARK").json["case"])
    did(st, case, "operator", "review", {"marketability": "good", "feasibility": "good"})
    did(st, case, "operator", "bind_supplier", {"supplier": "mill"})
    did(st, case, "mill", "quote", QUOTATION)
    did(st, case, "operator", "confirm_request")
    did(st, case, "ada", "pay_fees", {"total": "USD 45.00"})
    p("pay twice", cmd(st, case, "ada", "pay_fees", {"total": "USD 45.00"}))
    for v in ("make_sample", "ship_sample", "deliver_sample"): did(st, case, "mill", v, {"round": 1})
    did(st, case, "ada", "accept_sample", {"round": 1})
    st.later(days=100)
    did(st, case, "operator", "publish_product")
    order = {"quantity": 100, "accepted": ACCEPTED, "address": "Bo street"}
    r = st.by("bo").post(f"/v1/custom-products/{case}/orders", order)
    p("bo reorder", r); again = r.json["case"]
    p("bo reads ada's design", st.by("bo").get(f"/v1/files/{sha}?case={again}"))
    whole = verify(st, "bo", again, tmp_path)
    print("## bundle has ada design", b"ada design" in whole, "ada id", b'"ada"' in whole, b"SECRETREMARK" in whole)
    verify(st, "ada", case, tmp_path); verify(st, "mill", case, tmp_path)
    p("bo order prod", cmd(st, again, "bo", "order_production", {"quantity": 100}))
    p("bo order prod small", cmd(st, again, "bo", "order_production", {"quantity": 1}))
    p("bo order prod huge", cmd(st, again, "bo", "order_production", {"quantity": 10**30}))
    p("bo order prod huge64", cmd(st, again, "bo", "order_production", {"quantity": 2**62}))
    p("show", st.by("bo").get(f"/v1/cases/{again}"))
    p("reorder of a reorder", st.by("bo").post(f"/v1/custom-products/{again}/orders", order))
    p("reorder neg", st.by("bo").post(f"/v1/custom-products/{case}/orders", {**order, "quantity": -5}))
    p("reorder huge", st.by("bo").post(f"/v1/custom-products/{case}/orders", {**order, "quantity": 10**40}))
    # the maker as buyer
    st.house.parties.save_party(Party("mill", "The mill", frozenset((Role.SUPPLIER, Role.BUYER))))
    p("mill reorders own", st.by("mill").post(f"/v1/custom-products/{case}/orders", order))
    p("mill opens naming itself", st.by("mill").post("/v1/cases", {"kind": "custom_request", "participants": {"supplier": "mill"}, "body": REQUEST}))
    c2 = opened(st, "mill").json["case"]
    did(st, c2, "operator", "review", {"marketability": "good", "feasibility": "good"})
    p("operator binds mill to mill's request", cmd(st, c2, "operator", "bind_supplier", {"supplier": "mill"}))
    assert 0

def test_reorder_keeps_private_without_order(mill):
    st = mill; case = finished(st)
    r = st.by("ada").post(f"/v1/custom-products/{case}/orders", {"quantity": 100, "accepted": ACCEPTED}); p("reorder", r)
    p("withdraw reorder", cmd(st, r.json["case"], "ada", "withdraw_request"))
    r2 = cmd(st, r.json["case"], "ada", "order_production", {"quantity": 100}); p("order", r2)
    st.later(days=100)
    p("publish after withdrawn reorder", cmd(st, case, "operator", "publish_product"))
    p("q", st.by("ada").post(f"/v1/cases/{case}/questions/ProductVisibility", {}))
    p("maysee by crane", st.by("crane").post(f"/v1/cases/{case}/questions/MaySeeProduct", {"viewer": "anybody_else"}))
    assert 0

def test_change(mill):
    st = mill; case = finished(st)
    p("order", cmd(st, case, "ada", "order_production", {"quantity": 100}))
    p("pay wrong cur", cmd(st, case, "ada", "pay_production", {"total": "EUR 950.00"}))
    p("pay neg", cmd(st, case, "ada", "pay_production", {"total": "USD -950.00"}))
    p("pay", cmd(st, case, "ada", "pay_production", {"total": "USD 950.00"}, once="kk"))
    p("pay same key", cmd(st, case, "ada", "pay_production", {"total": "USD 950.00"}, once="kk"))
    p("pay same key other", cmd(st, case, "ada", "pay_production", {"total": "USD 1.00"}, once="kk"))
    p("pay again", cmd(st, case, "ada", "pay_production", {"total": "USD 950.00"}))
    p("change", cmd(st, case, "ada", "request_change", {"change": "C1", "requirements": [], "quantity": 200}))
    p("change2", cmd(st, case, "ada", "request_change", {"change": "C2", "requirements": []}))
    p("answer neg", cmd(st, case, "operator", "answer_change", {"change": "C1", "reply": "agreed", "charge": "USD -5.00"}))
    p("answer huge", cmd(st, case, "operator", "answer_change", {"change": "C1", "reply": "agreed", "charge": "USD 99999999999999999999999.00"}))
    p("answer", cmd(st, case, "operator", "answer_change", {"change": "C1", "reply": "agreed", "charge": "USD 5.00"}))
    p("dispatch unpaid", cmd(st, case, "mill", "dispatch", {"parcel": "P1", "carrier": "crane", "tracking": "X1"}))
    p("bo pays", cmd(st, case, "bo", "pay_change", {"change": "C1", "amount": "USD 5.00"}))
    p("pay change", cmd(st, case, "ada", "pay_change", {"change": "C1", "amount": "USD 5.00"}))
    p("pay change again", cmd(st, case, "ada", "pay_change", {"change": "C1", "amount": "USD 5.00"}))
    p("neg qty change", cmd(st, case, "ada", "request_change", {"change": "C3", "requirements": [], "quantity": -4}))
    p("neg qty agree", cmd(st, case, "operator", "answer_change", {"change": "C3", "reply": "agreed"}))
    p("spend neg", cmd(st, case, "mill", "note_spending", {"amount": "USD -5.00", "document": "d"}))
    p("spend EUR", cmd(st, case, "mill", "note_spending", {"amount": "EUR 5.00", "document": "d"}))
    p("spend more", cmd(st, case, "mill", "note_spending", {"amount": "USD 5000.00", "document": "d"}))
    p("dispatch", cmd(st, case, "mill", "dispatch", {"parcel": "P1", "carrier": "crane", "tracking": "X1"}))
    p("suspect late", cmd(st, case, "operator", "suspect", {"suspicion": "S", "kind": "rights", "grounds": "g", "evidence": ["x"]}))
    p("deliver", cmd(st, case, "mill", "deliver", {"parcel": "P1"}))
    p("mismatch", cmd(st, case, "ada", "claim_mismatch", {"claim": "M", "points": [{"requirement": "heron", "found": "a duck"}], "evidence": ["photo"]}))
    r = st.by("ada").get(f"/v1/cases/{case}"); print([ (o["verb"], o["standing"]) for o in r.json["can"]])
    p("judge", cmd(st, case, "operator", "judge_mismatch", {"claim": "M", "points": [{"requirement": "heron", "finding": "deviates"}]}))
    for a in ("USD 0.00", "USD -1.00", "EUR 5.00", "USD 955.00", "USD 600.00", "USD 600.00", "USD 350.00", "USD 0.01"):
        p(f"refund {a}", cmd(st, case, "operator", "refund_mismatch", {"claim": "M", "amount": a}))
    p("late claim", cmd(st, case, "ada", "claim_loss", {"claim": "L", "ground": "late", "against": "supplier", "items": []}))
    p("costs before found", cmd(st, case, "operator", "claim_costs", {"claim": "K", "items": [{"amount": "USD 5.00", "document": "d", "head": "other"}]}))
    p("found", cmd(st, case, "operator", "find_infringement", {"established_by": "court", "evidence": ["j"]}))
    for i, a in enumerate(("USD -5.00", "EUR 5.00", "USD 0.00", "USD 99999999999999999.00", "USD 7.00")):
        p(f"costs {a}", cmd(st, case, "operator", "claim_costs", {"claim": f"K{i}", "items": [{"amount": a, "document": f"d{i}", "head": "other"}]}))
    p("costs twice", cmd(st, case, "operator", "claim_costs", {"claim": "K9", "items": [{"amount": "USD 7.00", "document": "d4", "head": "other"}]}))
    assert 0

def test_moq_deadline(mill):
    st = mill; case = str(opened(st, quantity=50).json["case"])
    did(st, case, "operator", "review", {"marketability": "good", "feasibility": "good"})
    did(st, case, "operator", "bind_supplier", {"supplier": "mill"}); did(st, case, "mill", "quote", QUOTATION)
    p("surch other qty", cmd(st, case, "mill", "offer_surcharge", {"quantity": 60, "amount": "USD 30.00"}))
    p("surch neg", cmd(st, case, "mill", "offer_surcharge", {"quantity": 50, "amount": "USD -30.00"}))
    p("surch eur", cmd(st, case, "mill", "offer_surcharge", {"quantity": 50, "amount": "EUR 30.00"}))
    p("answer before offer", cmd(st, case, "ada", "answer_moq", {"choice": "surcharge"}))
    p("surch", cmd(st, case, "operator", "offer_surcharge", {"quantity": 50, "amount": "USD 30.00"}))
    p("raise 60", cmd(st, case, "ada", "answer_moq", {"choice": "raise", "quantity": 60}))
    p("surcharge with qty 70", cmd(st, case, "ada", "answer_moq", {"choice": "surcharge", "quantity": 70}))
    p("answer", cmd(st, case, "ada", "answer_moq", {"choice": "surcharge"}))
    p("confirm", cmd(st, case, "operator", "confirm_request"))
    r = st.by("ada").get(f"/v1/cases/{case}/facts").json["items"]
    print([ (f["fact"], f["body"]) for f in r if f["fact"] in ("QuoteIssued", "SpecificationFrozen", "MoqAnswered")])
    p("fees", cmd(st, case, "ada", "pay_fees", {"total": "USD 75.00"}))
    p("order 60", cmd(st, case, "ada", "order_production", {"quantity": 60}))
    p("order 49", cmd(st, case, "ada", "order_production", {"quantity": 49}))
    p("order 50", cmd(st, case, "ada", "order_production", {"quantity": 50}))
    p("pay", cmd(st, case, "ada", "pay_production", {"total": "USD 475.00"}))
    # deadline at instant
    c2 = str(opened(st, quantity=50).json["case"])
    did(st, c2, "operator", "review", {"marketability": "good", "feasibility": "good"})
    did(st, c2, "operator", "bind_supplier", {"supplier": "mill"}); did(st, c2, "mill", "quote", QUOTATION)
    print(st.by("ada").get(f"/v1/cases/{c2}/deadlines").json["items"])
    st.later(days=30)
    p("late raise", cmd(st, c2, "ada", "answer_moq", {"choice": "raise", "quantity": 100}))
    p("stop", cmd(st, c2, "operator", "stop_request", {"reason": "moq"}))
    p("stop twice", cmd(st, c2, "operator", "stop_request", {"reason": "moq"}))
    # hostile quotations
    c3 = str(opened(st).json["case"])
    did(st, c3, "operator", "review", {"marketability": "good", "feasibility": "good"}); did(st, c3, "operator", "bind_supplier", {"supplier": "mill"})
    for bad in ({"tiers": []}, {"tiers": [{"from_quantity": 1, "unit_price": "USD -3.00"}]}, {"tiers": [{"from_quantity": 1, "unit_price": "EUR 3.00"}]}, {"sample_fee": "USD -45.00"}, {"mould_fee": "EUR 5.00"}, {"minimum_quantity": -1}, {"sample_days": -4}, {"sample_days": 10**12}, {"production_days": 10**9}, {"sample_rounds": -1}, {"sample_rounds": 10**12}):
        p(f"quote {bad}", cmd(st, c3, "mill", "quote", QUOTATION | bad))
    assert 0
