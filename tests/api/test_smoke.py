def test_smoke(stage):
    a=stage.by("ada")
    r=a.get("/v1/me"); print(r)
    assert r.status==200, r.content
    r=a.get("/v1/openapi.json"); assert r.status==200, r.content[:500]
    print(len(r.content))
    import json; d=r.json
    print(json.dumps(d["paths"]["/api/v1/cases/{case_id}/commands/issue_quote"],indent=1)[:4000])
    print(json.dumps(d["components"]["schemas"]["PurchaseIssueQuote"],indent=1))
    assert stage.by("nobody").get("/v1/me").status==401
    print(a.get("/v1/none").content, a.call("PATCH","/v1/me",None).content)
