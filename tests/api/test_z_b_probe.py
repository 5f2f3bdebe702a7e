from __future__ import annotations
import json, urllib.parse, time
from dataclasses import replace
from typing import Any
import pytest
from tailorbird import bootstrap
from tailorbird.app.catalogue.chores import do_chores
from tailorbird.app.permissions import scopes_for
from tailorbird.app.ports.parties import Party
from tailorbird.app.setbacks import Setbacks
from tailorbird.domain import codec
from tailorbird.domain.catalogue.product import *
from tailorbird.domain.customization.template import *
from tailorbird.domain.listing.document import AssetKind, FieldKind
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests.contracts.catalogued import product, priced, video
from tests.pictures import png
from tests.api.stage import open_stage

OUT = open("/tmp/b4/out.txt", "a")
def say(*a): print(*a, file=OUT, flush=True)

@pytest.fixture
def st(database, tmp_path, monkeypatch):
    stage = open_stage(database, tmp_path, monkeypatch)
    for name in ("oak", "pine"):
        roles = frozenset({Role.MERCHANT})
        stage.house.parties.save_party(Party(name, name.title(), roles))
        stage.keys[name] = stage.house.parties.issue_key(name, scopes_for(roles) - {"admin"}, "test")
    return stage

RING = product("Silver ring", "银戒指", "USD 62.00", channel=Channel.JEWELLER, category="jewellery/rings")

def test_reads(st, database_engine):
    name = st.by("oak").post("/v1/catalogue/products", {"product": codec.plain(RING)}).json["product"]["product"]
    assert st.by("oak").post(f"/v1/catalogue/products/{name}/publication").status == 200
    odd = ["%00", "a%00b", "%F0%9F%92%8D", "%ED%A0%80", "%ff", "'" , '"', "\\", "%25", "_", "*", "ring*", '"ring', "AND", "NEAR(", "ring OR", "-", "()", ":", "title:ring", "a"*5000, "银"*300, "%E2%80%8B", "%E2%80%AE", "x"*300, " ", "%0a", "𝓻ing"]
    for path in ("search", "visible", "facets", "suggestions", "videos"):
        for q in odd:
            q = q if q.startswith("%") or "%" in q else urllib.parse.quote(q)
            r = st.by("oak").get(f"/v1/catalogue/{path}?q={q}")
            if r.status != 200: say(database_engine, path, "q", q[:20], r.status, r.content[:300])
    for path in ("search", "visible", "facets", "videos"):
        for param in ("category", "owner", "goods_class", "currency", "channel", "cursor", "min_minor", "max_minor", "limit"):
            for v in ("%00", "%25", "a"*4000, "99999999999999999999999999", "-99999999999999999999999999", "9223372036854775808", "%F0%9F%92%8D", "1.5", "!", "[]", "%ED%A0%80"):
                extra = "&currency=USD" if param.endswith("minor") else ""
                r = st.by("oak").get(f"/v1/catalogue/{path}?{param}={v}{extra}")
                if r.status >= 500 or (r.status not in (200, 422) and param != "cursor"): say(database_engine, path, param, v[:30], r.status, r.content[:300])
    for v in ("%00", "a%00", "%ED%A0%80", "a"*3000, "..", "%2e%2e%2f", "%F0%9F%92%8D"):
        for p in (f"products/{v}", f"public/{v}", f"public/{v}/media/{'a'*64}", f"products/{v}/media/{v}", f"imports/{v}", f"public/{name}/media/{v}"):
            r = st.by("oak").get(f"/v1/catalogue/{p}")
            if r.status != 404: say(database_engine, p[:40], r.status, r.content[:200])
        for p in (f"products/{v}/listing", f"products/{v}/publication", f"products/{v}/withdrawal", f"imports/{v}/cancellation"):
            r = st.by("oak").post(f"/v1/catalogue/{p}")
            if r.status != 404: say(database_engine, "POST", p[:40], r.status, r.content[:200])
    for p in ("products?visibility=zzz", "products?cursor=%00", "products?cursor=abc", "products?limit=0", "products?limit=-5", "products?limit=99999999999999999999"):
        r = st.by("oak").get(f"/v1/catalogue/{p}")
        say(database_engine, p, r.status, r.json.get("code"))
    # headers
    r = st.by("oak").get("/v1/catalogue/visible?q=ring"); say("visible headers", {k:v for k,v in r.headers.items() if k in ("Cache-Control","Vary","ETag")})
    r = st.by("nobody").get("/v1/catalogue/search?q=ring"); say("search headers", {k:v for k,v in r.headers.items() if k in ("Cache-Control","Vary","ETag")})

def test_writes(st, database_engine):
    oak = st.by("oak")
    base = codec.plain(RING)
    def v(**k): return {**base["variants"][0], **k}
    price = lambda m: [{"price": {"currency": "USD", "minor": m}, "from_quantity": 1}]
    bodies = {
        "nul title": {**base, "title": "a\0b"},
        "surrogate": {**base, "title": "a\ud800b"},
        "bidi title": {**base, "title": "ring \u202e gnir"},
        "zero width": {**base, "title": "\u200b\u200b"},
        "huge price": {**base, "variants": [v(prices=price(10**30))]},
        "big price": {**base, "variants": [v(prices=price(2**63))]},
        "big price ok?": {**base, "variants": [v(prices=price(2**62))]},
        "neg price": {**base, "variants": [v(prices=price(-5))]},
        "zero price": {**base, "variants": [v(prices=price(0))]},
        "huge weight": {**base, "variants": [v(weight_g=10**40)]},
        "huge stock": {**base, "variants": [v(stock=10**40)]},
        "huge lead": {**base, "variants": [v(lead={"min_days": 1, "max_days": 10**40})]},
        "odd currency": {**base, "variants": [v(prices=[{"price": {"currency": "XXX", "minor": 5}}])]},
        "odd currency2": {**base, "variants": [v(prices=[{"price": "US 5"}])]},
        "from 0": {**base, "variants": [v(prices=[{"price": "USD 5.00", "from_quantity": 0}])]},
        "from huge": {**base, "variants": [v(prices=[{"price": "USD 5.00"}, {"price": "USD 4.00", "from_quantity": 10**40}])]},
        "nul category": {**base, "category": "a\0"},
        "nul gtin": {**base, "variants": [v(gtin="\0")]},
        "nul options": {**base, "variants": [v(options=[["si\0ze", "M"]])]},
        "nul goods": {**base, "goods_classes": ["a\0"]},
        "nul blank": {**base, "blank": "a\0"},
        "blank none such": {**base, "blank": "nosuchblank"},
        "dup goods": {**base, "goods_classes": ["a"]*50000},
        "10000 variants": {**base, "variants": [v(variant=f"v{i}", options=[["a", str(i)]]) for i in range(2000)]},
        "bullets": {**base, "bullets": ["x"*100000]*6},
        "long alt": {**base, "media": [{"file": "ab"*32, "kind": "picture", "owner":"o","licence":"l","alt":"x"*100000}]},
        "cut surface": {**base, "template": {"surfaces":[{"surface":"s","label":"S","width_um":100000,"height_um":100000,"area":{"x_um":0,"y_um":0,"width_um":100000,"height_um":100000},"picture":"cut:"+"a"*64}]}},
        "path surface": {**base, "template": {"surfaces":[{"surface":"s","label":"S","width_um":100000,"height_um":100000,"area":{"x_um":0,"y_um":0,"width_um":100000,"height_um":100000},"picture":"../../etc/passwd"}]}},
        "blank:../": {**base, "template": {"surfaces":[{"surface":"s","label":"S","width_um":100000,"height_um":100000,"area":{"x_um":0,"y_um":0,"width_um":100000,"height_um":100000},"picture":"blank:../../x"}]}},
        "nul surface pic": {**base, "template": {"surfaces":[{"surface":"s","label":"S","width_um":100000,"height_um":100000,"area":{"x_um":0,"y_um":0,"width_um":100000,"height_um":100000},"picture":"\0"}]}},
        "emptyfield": {},
        "list": [],
        "custom": {**base, "channel": "custom"},
        "float": {**base, "variants": [v(weight_g=1.5)]},
        "bool": {**base, "variants": [v(weight_g=True)]},
        "unknown key": {**base, "evil": 1},
        "nan": {**base, "variants": [v(weight_g=float("nan"))]},
    }
    for what, body in bodies.items():
        try:
            r = oak.post("/v1/catalogue/products", {"product": body})
        except Exception as e:
            say(database_engine, "EXC", what, repr(e)[:200]); continue
        j = r.json
        say(database_engine, what, r.status, j.get("code"), (j.get("detail") or "")[:140], [ (f["where"],f["code"],f["severity"]) for f in j.get("findings", [])][:4])
        if r.status == 201 and what in ("blank:../", "huge weight", "huge stock", "huge lead"):
            n = j["product"]["product"]
            p = oak.post(f"/v1/catalogue/products/{n}/publication"); say("   publish", p.status, p.content[:200])
            d = oak.post("/v1/designs", {"product": n, "entries": []}); say("   design", d.status, d.content[:300])
            if d.status == 201:
                q = oak.get(f"/v1/designs/{d.json['id']}/preview.svg"); say("   prev", q.status, q.content[:200])

def test_artwork(st, database_engine):
    secret = st.by("ada").call("POST", "/v1/files", png(b"adas secret", 64), Content_Type="image/png").json["sha256"]
    area = Area(x_um=0, y_um=0, width_um=100000, height_um=100000)
    for where in ("artwork", "surface", "option", "media"):
        art = (PlacedArtwork(file=secret, area=area, owner="oak", licence="own"),) if where == "artwork" else ()
        pic = secret if where == "surface" else ""
        fields = ()
        if where == "option":
            fields = (Field(field="f", kind=FieldKind.CHOICE, label="F", options=(Option(option="a", label="A", picture=secret),)),)
        t = Template(surfaces=(Surface(surface="s", label="S", width_um=100000, height_um=100000, area=area, artwork=art, picture=pic),), fields=fields)
        doc = replace(RING, template=t)
        if where == "media":
            doc = replace(RING, media=(Medium(file=secret, kind=AssetKind.PICTURE, owner="o", licence="l", alt="a"),))
        r = st.by("oak").post("/v1/catalogue/products", {"product": codec.plain(doc)})
        say(database_engine, "other's hash in", where, r.status, r.content[:150])
        if r.status == 201:
            n = r.json["product"]["product"]
            d = st.by("oak").post("/v1/designs", {"product": n, "entries": []}); say("   design", d.status, d.content[:200])
            q = st.by("oak").get(f"/v1/designs/{d.json['id']}/preview.png"); say("   preview", q.status, len(q.content))
            q = st.by("oak").get(f"/v1/designs/{d.json['id']}/preview.svg"); say("   svg has image", b"data:image" in q.content)

def test_cursor(st, database_engine):
    import base64
    names=[]
    for n in range(8):
        r = st.by("oak").post("/v1/catalogue/products", {"product": codec.plain(replace(RING, title=f"Silver ring {n}"))}); names.append(r.json["product"]["product"])
        st.by("oak").post(f"/v1/catalogue/products/{names[-1]}/publication")
    for q in ("q=silver&", "", "q=%E6%88%92%E6%8C%87&"):
        seen, cur = [], ""
        while True:
            r = st.by("nobody").get(f"/v1/catalogue/search?{q}limit=3" + (f"&cursor={urllib.parse.quote(cur)}" if cur else ""))
            assert r.status == 200, r.content
            seen += [i["product"] for i in r.json["items"]]
            cur = r.json.get("next_cursor")
            if not cur: break
        say(database_engine, q, "paged", len(seen), len(set(seen)))
    r = st.by("nobody").get("/v1/catalogue/search?q=silver&limit=3"); cur = r.json["next_cursor"]
    # cursor of ranked for filter search, other filters, mangled
    for q in ("limit=3", "q=x&limit=3", "q=silver&category=none", "q=silver&min_minor=99999999&currency=USD"):
        r = st.by("nobody").get(f"/v1/catalogue/search?{q}&cursor={urllib.parse.quote(cur)}"); say(database_engine, q, r.status, r.json.get("code"), len(r.json.get("items", [])))
    for raw in (b'["newest","zz","a"]', b'["newest","2026-03-02T02:00:00","a"]', b'["newest","9999-12-31T23:59:59+00:00","a\\u0000"]', b'["newest","0001-01-01T00:00:00+14:00","a"]', b'["newest","2026-03-02T02:00:00+00:00","a"]', b'["ranked","AAAA"]', b'["ranked","////////"]', b'["ranked",5]', b'null', b'{}', b'[[[[[', b'"' + b'a'*100000 + b'"'):
        for enc in (base64.urlsafe_b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode().rstrip("="), raw.decode()):
            for q in ("", "q=silver&"):
                r = st.by("nobody").get(f"/v1/catalogue/search?{q}cursor={urllib.parse.quote(enc)}")
                if r.status not in (200, 400): say(database_engine, "cursor", raw[:60], q, r.status, r.content[:200])
    say("cursor sample", cur[:60])
    # fuzz typos
    for q in ("slivr rnig","sliver","siver ring","ring silver","银 戒","银戒","戒指 银","yinjiezhi","戒子","RING","ｒｉｎｇ","ring!!!","Silber Ring"):
        for sp in ("", "　"):
            r = st.by("nobody").get("/v1/catalogue/search?q="+urllib.parse.quote(q+sp)); say(database_engine, "typo", q, r.status, len(r.json["items"]))
        r = st.by("nobody").get("/v1/catalogue/suggestions?q="+urllib.parse.quote(q+"　s")); 
        if r.status!=200: say("sugg", r.status, r.content[:100])
