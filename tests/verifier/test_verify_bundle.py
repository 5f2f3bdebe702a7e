"""The stand-alone verifier accepts a good bundle and names whatever was done to a bad one."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.adapters.export.bundle import write_bundle
from tailorbird.app.bundle import Entitlement
from tailorbird.verifier import verify_bundle
from tailorbird.verifier.verify_bundle import BROKEN, FITS, UNREADABLE
from tests.adapters.export.evidence import CASE_ID, EXPORTED, PHOTO, collector

Members = dict[str, bytes]
GOOD = write_bundle(collector().collect(CASE_ID, EXPORTED, Entitlement(frozenset(("ana",)))))


def unpacked(data: bytes = GOOD) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Members) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def resealed(members: Members) -> Members:
    """As a careful forger would leave it: every SHA-256 of the manifest, and its seal, made to fit."""
    made = {name: data for name, data in members.items() if not name.startswith("manifest.")}
    manifest = json.loads(members["manifest.json"])
    manifest["members"] = {name: hashlib.sha256(data).hexdigest() for name, data in made.items()}
    text = json.dumps(manifest).encode()
    seal = f"{hashlib.sha256(text).hexdigest()}  manifest.json\n".encode()
    return {**made, "manifest.json": text, "manifest.sha256": seal}


def verified(data: bytes, tmp_path: Path) -> tuple[int, str]:
    path = tmp_path / "bundle.zip"
    path.write_bytes(data)
    told: list[str] = []
    return verify_bundle.verify(str(path), told.append), "\n".join(told)


def edited(members: Members, name: str, edit: Callable[[Any], object]) -> Members:
    value = json.loads(members[name])
    edit(value)
    return {**members, name: json.dumps(value, ensure_ascii=False).encode()}


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def test_a_good_bundle_fits_and_each_check_is_told_in_a_line(tmp_path: Path) -> None:
    code, told = verified(GOOD, tmp_path)
    assert code == FITS, told
    assert sum(line.startswith("ok ") for line in told.splitlines()) == 10
    assert "note    The file on my phone (facts [8]) was missing when exported." in told


def test_the_copy_in_the_bundle_runs_bare_on_the_standard_library_alone(tmp_path: Path) -> None:
    program, bundle = tmp_path / "verify_bundle.py", tmp_path / "b.zip"
    program.write_bytes(unpacked()["verify_bundle.py"])
    bundle.write_bytes(GOOD)
    command = [sys.executable, "-I", "-S", str(program), str(bundle)]
    environment = {"PATH": os.environ["PATH"]}
    good = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (good.returncode, good.stderr) == (FITS, "")
    bundle.write_bytes(packed(edited(unpacked(), "entries.json", raise_the_amount)))
    bad = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert bad.returncode == BROKEN
    assert "entries.json" in bad.stdout
    bundle.write_bytes(b"no archive")
    none = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (none.returncode, none.stderr) == (UNREADABLE, "")
    usage = subprocess.run(command[:-1], capture_output=True, text=True, env=environment, check=False)
    assert usage.returncode == UNREADABLE


@pytest.mark.parametrize("name", sorted(unpacked()))
def test_a_flipped_byte_in_any_member_is_found_and_the_member_named(name: str, tmp_path: Path) -> None:
    members = unpacked()
    for at in (0, len(members[name]) // 2, len(members[name]) - 1):
        code, told = verified(packed({**members, name: flipped(members[name], at)}), tmp_path)
        assert code != FITS
        assert name.replace("manifest.sha256", "manifest.json") in told


@pytest.mark.parametrize("name", sorted(unpacked()))
def test_a_byte_flipped_in_the_archive_itself_is_found(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        info = archive.getinfo(name)
    at = info.header_offset + 30 + len(name) + info.file_size // 2
    code, told = verified(flipped(GOOD, at), tmp_path)
    assert code != FITS
    assert name in told or "manifest" in name


@pytest.mark.parametrize("name", sorted(unpacked()))
def test_a_member_that_is_left_out_is_missed(name: str, tmp_path: Path) -> None:
    members = unpacked()
    del members[name]
    code, told = verified(packed(members), tmp_path)
    assert code != FITS
    assert name.replace("manifest.sha256", "manifest.json") in told


def test_a_member_that_was_put_in_is_named(tmp_path: Path) -> None:
    code, told = verified(packed({**unpacked(), "facts/000010.json": b"{}"}), tmp_path)
    assert code == BROKEN
    assert "facts/000010.json: is not in the manifest" in told


def raise_the_amount(entries: Any) -> None:
    entries["entries"][0]["amount"]["minor"] += 1


def raise_it_everywhere(entries: Any) -> None:
    raise_the_amount(entries)
    entries["net_credit_minor"] = {"wallet:ana:CNY": -980_01, "wallet:jinsui:CNY": 980_01}


FORGERIES: dict[str, tuple[str, str, Callable[[Any], object]]] = {
    "an amount of an entry": ("entries.json", "stated of", raise_the_amount),
    "an amount and the balances": ("entries.json", "none of the shares of decision:2", raise_it_everywhere),
    "a balance": ("entries.json", "stated of", lambda e: e["net_credit_minor"].update({"wallet:ana:CNY": 0})),
    "an entry's cause": (
        "entries.json",
        "is caused by fact:77",
        lambda e: e["entries"][0].update(cause="fact:77"),
    ),
    "an entry's clause": (
        "entries.json",
        "does not apply",
        lambda e: e["entries"][0].update(clause="test.9"),
    ),
    "an entry's currency": (
        "entries.json",
        "moves USD",
        lambda e: e["entries"][0]["amount"].update(currency="USD"),
    ),
    "an entry's date": (
        "entries.json",
        "before its cause",
        lambda e: e["entries"][0].update(at="2026-03-01T00:00:00Z"),
    ),
    "an amount below zero": (
        "entries.json",
        "moves -5, not above zero",
        lambda e: e["entries"][0]["amount"].update(minor=-5),
    ),
    "an amount that is no number": (
        "entries.json",
        "not above zero",
        lambda e: e["entries"][0]["amount"].update(minor=True),
    ),
    "a hold that is posted in excess": (
        "holds.json",
        "was posted with",
        lambda h: h[0].update(posted_minor=10**9),
    ),
    "a hold that no entry posted": (
        "holds.json",
        "the entries take only",
        lambda h: h[0].update(posted_minor=990_00),
    ),
    "a hold resolved twice": ("holds.json", "there twice", lambda h: h.append(h[0])),
    "a hold that says it is open": ("holds.json", "is open, but 98000", lambda h: h[0].update(state="open")),
    "a deadline's terms": ("deadlines.json", "not pinned to", lambda d: d[0].update(terms_hash="0" * 64)),
    "a deadline that did not fire": (
        "deadlines.json",
        "is open, but the facts",
        lambda d: d[0].update(state="open"),
    ),
    "a deadline that fired": (
        "deadlines.json",
        "is fired, but the facts",
        lambda d: d[1].update(state="fired"),
    ),
    "a deadline's outcome": (
        "deadlines.json",
        "does not end in",
        lambda d: d[0].update(outcome="OrderEnded"),
    ),
    "a deadline's instant": (
        "deadlines.json",
        "before it passed",
        lambda d: d[0].update(passes_at="2027-01-01T00:00:00Z"),
    ),
    "a private text": ("private.json", "does not have its digest", lambda p: p[0].update(text="Bob")),
    "what is withheld": ("private-proofs.json", "what is shown", lambda p: p[0].update(state="withheld")),
    "a private field's listing": ("private-proofs.json", "does not list private/", lambda p: p.pop()),
    "a notice's words": ("notices.json", "other words than its hash", lambda n: n[0].update(payload="{}")),
    "a notice's proof": ("notices.json", "is not proven", lambda n: n[0].update(proofs=[1])),
    "a notice's subject": ("notices.json", "tells of fact 99", lambda n: n[0].update(about=99)),
    "a decision's verdict": ("decisions/000001.json", "another hash", lambda d: d.update(verdict="granted")),
    "a parameter": (
        "terms/test@1/parameters.json",
        "has other values",
        lambda p: p["kept"].update(value="CNY 1.00"),
    ),
    "a printed parameter": (
        "terms/test@1/clauses.json",
        "test.2 does not say",
        lambda c: c["clauses"][1].update(text="x"),
    ),
    "a clause's template": (
        "terms/test@1/clauses.json",
        "test.1 does not say",
        lambda c: c["clauses"][0].update(text="No.", templates=["No."]),
    ),
    "a clause's Chinese": (
        "terms/test@1/clauses.json",
        "test.1 does not say",
        lambda c: c["clauses"][0].update(text_zh="可以", template_zh="可以"),
    ),
    "a clause left out": ("terms/test@1/clauses.json", "test.28 does not say", lambda c: c["clauses"].pop()),
    "the pinned parameters": (
        "terms/test@1/pinned.json",
        "as the case is pinned to it",
        lambda p: p["parameters"].update(kept="CNY 1.00"),
    ),
    "the head hash": ("manifest.json", "head hash", lambda m: m.update(head_hash="0" * 64)),
    "the pins": ("manifest.json", "other terms|pinned to it", lambda m: m["terms"][0].update(hash="0" * 64)),
    "a listed file": ("manifest.json", "does not list the file", lambda m: m["evidence"].pop(0)),
    "the case's number": ("manifest.json", "another case", lambda m: m["case"].update(id="TB-2026-OTHER")),
}


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forgery_is_found_even_where_the_manifest_was_made_to_fit(what: str, tmp_path: Path) -> None:
    name, expected, edit = FORGERIES[what]
    code, told = verified(packed(resealed(edited(unpacked(), name, edit))), tmp_path)
    assert code == BROKEN, told
    assert any(each in told for each in expected.split("|")), told


def test_a_fact_that_was_edited_breaks_the_chain_there(tmp_path: Path) -> None:
    forged = edited(unpacked(), "facts/000002.json", lambda f: f["body"]["total"].update(minor=1))
    code, told = verified(packed(resealed(forged)), tmp_path)
    assert code == BROKEN
    assert "facts/000002.json: does not fit the chain" in told
    assert "facts/000003.json: does not fit the chain" not in told


def test_a_fact_left_out_is_missed_even_where_the_others_were_renumbered(tmp_path: Path) -> None:
    members = unpacked()
    count = sum(name.startswith("facts/") for name in members)
    for seq in range(3, count):
        members[f"facts/{seq:06d}.json"] = members[f"facts/{seq + 1:06d}.json"]
    del members[f"facts/{count:06d}.json"]
    members = edited(members, "manifest.json", lambda m: m["chain"].pop())
    code, told = verified(packed(resealed(members)), tmp_path)
    assert code == BROKEN
    assert "facts/000003.json: says that it is fact 4, but stands as 3" in told
    assert "facts were cut off" in told


def test_facts_cut_off_at_the_end_are_missed(tmp_path: Path) -> None:
    members = edited(unpacked(), "manifest.json", lambda m: m["chain"].pop())
    del members["facts/000009.json"]
    code, told = verified(packed(resealed(members)), tmp_path)
    assert code == BROKEN
    assert "facts were cut off" in told
    assert "decisions/000002.json: was made on 9 facts, but there are 8" in told


def test_two_facts_that_changed_places_are_both_named(tmp_path: Path) -> None:
    members = unpacked()
    first, second = "facts/000003.json", "facts/000004.json"
    members[first], members[second] = members[second], members[first]
    code, told = verified(packed(resealed(members)), tmp_path)
    assert code == BROKEN
    assert f"{first}: does not fit the chain" in told
    assert f"{second}: is dated" in told


def test_a_chain_forged_throughout_still_contradicts_the_decisions(tmp_path: Path) -> None:
    """Somebody who rewrites a fact and every hash after it cannot rewrite what a decision relied on."""
    members = edited(unpacked(), "facts/000006.json", lambda f: f.update(at="2026-03-04T01:00:00Z"))
    head, chain = "0" * 64, []
    for name in sorted(name for name in members if name.startswith("facts/")):
        head = hashlib.sha256(head.encode() + members[name]).hexdigest()
        chain.append(head)
    members = edited(members, "manifest.json", lambda m: m.update(chain=chain, head_hash=head))
    code, told = verified(packed(resealed(members)), tmp_path)
    assert code == BROKEN
    assert "decisions/000001.json: relies on fact 6 as ExportCleared" in told


def test_an_edited_file_of_the_terms_no_longer_has_the_pinned_hash(tmp_path: Path) -> None:
    name = "terms/test@1/source/rules.py"
    members = unpacked()
    members[name] = members[name].replace(b"cleared export customs", b"cleared the harbour")
    code, told = verified(packed(resealed(members)), tmp_path)
    assert code == BROKEN
    assert "terms/test@1/source/: these files do not have the code hash" in told


def test_an_exchanged_photograph_is_not_the_one_that_the_facts_name(tmp_path: Path) -> None:
    members = unpacked()
    name = f"files/{hashlib.sha256(PHOTO).hexdigest()}.jpg"
    members[name] = b"\xff\xd8\xff another"
    code, told = verified(packed(resealed(members)), tmp_path)
    assert code == BROKEN
    assert f"{name}: is not the file" in told


def test_a_doubled_name_in_json_is_refused(tmp_path: Path) -> None:
    members = {**unpacked(), "holds.json": b'[{"key": "a", "key": "b"}]'}
    code, told = verified(packed(resealed(members)), tmp_path)
    assert code == BROKEN
    assert "holds.json cannot be read: a name is told twice" in told


def test_json_that_nests_without_end_is_refused(tmp_path: Path) -> None:
    members = {**unpacked(), "holds.json": b"[" * 200_000}
    code, told = verified(packed(resealed(members)), tmp_path)
    assert code == BROKEN
    assert "holds.json cannot be read" in told


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/evil",
        "facts/../../evil",
        "a\\..\\evil",
        "C:/evil",
        "facts//x",
        "./x",
        "facts/",
        "a\nb",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    code, told = verified(packed({**unpacked(), name: b"x"}), tmp_path)
    assert code == UNREADABLE
    assert "leads outside the bundle" in told


def test_a_link_in_the_archive_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("facts/link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    code, told = verified(out.getvalue(), tmp_path)
    assert (code, "is a link" in told) == (UNREADABLE, True)


def test_a_member_that_is_in_it_twice_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO(GOOD)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("holds.json", "[]")
    code, told = verified(out.getvalue(), tmp_path)
    assert (code, "holds.json is in it twice" in told) == (UNREADABLE, True)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", bytes(64 * 2**20))
    assert len(out.getvalue()) < 2**20
    code, told = verified(out.getvalue(), tmp_path)
    assert (code, "would unpack to" in told) == (UNREADABLE, True)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip", GOOD[: len(GOOD) // 2]])
def test_a_file_that_is_no_whole_archive_is_unreadable(data: bytes, tmp_path: Path) -> None:
    code, told = verified(data, tmp_path)
    assert (code, "not a whole ZIP file" in told) == (UNREADABLE, True)


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{}", b'{"format": "x", "version": 9, "case": {"id": ""}}']
)
def test_an_archive_without_a_manifest_of_ours_is_unreadable(manifest: bytes, tmp_path: Path) -> None:
    assert verified(packed({"manifest.json": manifest}), tmp_path)[0] == UNREADABLE
    assert verified(packed({"readme.txt": manifest}), tmp_path)[0] == UNREADABLE


def test_a_path_where_nothing_is_is_unreadable(tmp_path: Path) -> None:
    assert verify_bundle.main([str(tmp_path / "nothing.zip")]) == UNREADABLE


def test_a_bundle_that_was_packed_anew_still_fits(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in unpacked().items():
            archive.writestr(name, data)
    assert verified(out.getvalue(), tmp_path)[0] == FITS


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_wherever_a_byte_of_a_member_is_changed_it_is_found(tmp_path: Path, data: st.DataObject) -> None:
    members = unpacked()
    name = data.draw(st.sampled_from(sorted(members)))
    at = data.draw(st.integers(0, len(members[name]) - 1))
    changed = (
        members[name][:at]
        + bytes([members[name][at] ^ data.draw(st.integers(1, 255))])
        + members[name][at + 1 :]
    )
    code, told = verified(packed({**members, name: changed}), tmp_path)
    assert code != FITS
    assert "Traceback" not in told


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_stands_in_a_member_the_verifier_answers_and_does_not_crash(
    tmp_path: Path, data: st.DataObject
) -> None:
    members = unpacked()
    name = data.draw(st.sampled_from(sorted(name for name in members if name.endswith(".json"))))
    members[name] = json.dumps(data.draw(json_values)).encode()
    forged = packed(members) if name == "manifest.json" else packed(resealed(members))
    assert verified(forged, tmp_path)[0] in (FITS, BROKEN, UNREADABLE)
