import json
def show(x): print(json.dumps(x,indent=1,ensure_ascii=False)[:5000])
def test_smoke(stage):
    a,j,c,g=stage.by("ada"),stage.by("jinsui"),stage.by("crane"),stage.by("gateway")
    r=stage.by("gateway").post("/v1/wallet/top-ups",{"party":"ada","amount":"CNY 5,000.00","reference":"R1"}); print(r.status); 
    r=a.get("/v1/accounts"); show(r.json)
    r=a.post("/v1/cases",{"kind":"purchase","participants":{"provider":"jinsui"},"body":{"link":"https://detail.1688.com/offer/781204556310.html","quantity":2,"receiving_address":"1 Main St","destination":"DE","variant":"7812045563100"}})
    print(r.status); show(r.json)
    cid=r.json["case"]
    def do(who,verb,body=None,**k):
        r=who.post(f"/v1/cases/{cid}/commands/{verb}",body,**k); print("==",verb,r.status); 
        if r.status!=200: show(r.json)
        return r
    show(a.get(f"/v1/cases/{cid}").json)
    do(j,"accept_request",{"purchasing_person":"Lin"})
    do(j,"issue_quote",{"goods":"CNY 37.00","freight":"CNY 20.00"})
    do(a,"choose_carrier",{"carrier":"crane"})
    do(a,"sign_mandate",{"signer":"Ada L."})
    do(a,"pay",{"total":"CNY 57.06"})
    x=[o for o in a.get(f"/v1/cases/{cid}").json["can"]]
    for o in x: print(o["verb"],o["standing"],o["sentence"],o["clauses"])
    show(a.get(f"/v1/cases/{cid}/decisions").json["items"][:2])
    show(a.get(f"/v1/cases/{cid}/decisions/1",Accept_Language="zh").json)
    r=a.post(f"/v1/cases/{cid}/questions/Disclosures"); show(r.json)
    r=a.post(f"/v1/cases/{cid}/questions/Cautions"); show(r.json)
