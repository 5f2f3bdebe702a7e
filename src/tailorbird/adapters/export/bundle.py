"""The evidence bundle as a ZIP file: the same case, instant and reader give the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC
from importlib.resources import files as package_files
from typing import Any
from urllib.parse import quote

from tailorbird.adapters.export.index import index_html
from tailorbird.adapters.export.media import file_member
from tailorbird.app.bundle import CaseBundle, PrivateState
from tailorbird.app.ports.records import OutboxRow
from tailorbird.domain import codec
from tailorbird.domain.cases.chain import GENESIS, link
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.verification import trial_balance
from tailorbird.domain.terms.package import Package

FORMAT, FORMAT_VERSION = "tailorbird-evidence-bundle", 1
MANIFEST, SEAL, VERIFIER = "manifest.json", "manifest.sha256", "verify_bundle.py"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o644 << 16


def write_bundle(bundle: CaseBundle) -> bytes:
    """The bundle's bytes: members in order of name, not compressed, with one fixed time."""
    made = members(bundle)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(made):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = _UNIX, _READABLE
            archive.writestr(info, made[name])
    return out.getvalue()


def bundle_name(bundle: CaseBundle) -> str:
    """A name for the file: the case and the day of the export."""
    return f"{bundle.header.id}-evidence-{bundle.exported_at.astimezone(UTC):%Y%m%d}.zip"


def members(bundle: CaseBundle) -> dict[str, bytes]:
    """Every member by name, the manifest and its seal included."""
    made = {
        **{fact_member(each.seq): each.data for each in bundle.facts},
        **{decision_member(each.no): each.data for each in bundle.decisions},
        "entries.json": codec.canonical(_entries(bundle)),
        "holds.json": codec.canonical(_holds(bundle)),
        "deadlines.json": codec.canonical(list(bundle.deadlines)),
        "notices.json": codec.canonical([_notice(bundle, row) for row in bundle.notices]),
        "private-proofs.json": codec.canonical(_proofs(bundle)),
        "index.html": index_html(bundle).encode(),
        VERIFIER: package_files("tailorbird.verifier").joinpath(VERIFIER).read_bytes(),
    }
    if texts := _private_texts(bundle):
        made["private.json"] = codec.canonical(texts)
    for package in bundle.packages:
        made |= dict(_terms(bundle, package))
    made |= {file_member(each.sha256, each.data): each.data for each in bundle.files if each.data is not None}
    manifest = _pretty(_manifest(bundle, made))
    seal = f"{hashlib.sha256(manifest).hexdigest()}  {MANIFEST}\n".encode()
    return {**made, MANIFEST: manifest, SEAL: seal}


def fact_member(seq: int) -> str:
    return f"facts/{seq:06d}.json"


def decision_member(no: int) -> str:
    return f"decisions/{no:06d}.json"


def terms_folder(package: Package) -> str:
    return f"terms/{quote(package.ref, safe='@')}"


def _pretty(value: Any) -> bytes:
    return json.dumps(codec.plain(value), indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def _manifest(bundle: CaseBundle, made: dict[str, bytes]) -> dict[str, Any]:
    header = bundle.header
    chain, head = [], GENESIS
    for fact in bundle.facts:
        head = link(head, fact.data)
        chain.append(head)
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "exported_at": bundle.exported_at,
        "case": {
            "id": header.id,
            "kind": header.kind,
            "title": header.title,
            "zone": header.zone,
            "currency": header.currency,
            "opened_at": header.opened_at,
            "stage": header.stage,
            "participants": {role.value: party for role, party in header.participants.items()},
        },
        "parties": {party: _party(bundle, party) for party in bundle.parties},
        "governing_law": bundle.governance.law or None,
        "forum": bundle.governance.forum or None,
        "head_hash": header.head_hash,
        "chain": chain,
        "decisions": [each.hash for each in bundle.decisions],
        "terms": [
            {
                "package": pin.package,
                "version": pin.version,
                "hash": pin.hash,
                "code_hash": package.code_hash,
                "folder": terms_folder(package),
            }
            for pin, package in zip(header.pins, bundle.packages, strict=True)
        ],
        "evidence": [
            {
                "reference": each.reference,
                "facts": list(each.facts),
                "member": file_member(each.sha256, each.data) or None,
            }
            for each in bundle.files
        ],
        "members": {name: hashlib.sha256(data).hexdigest() for name, data in made.items()},
    }


def _party(bundle: CaseBundle, party: str) -> dict[str, str]:
    about = bundle.parties[party]
    return {
        "name": about.name,
        "legal_name": about.legal_name,
        "registration": about.registration,
        "country": about.country,
    }


def _entries(bundle: CaseBundle) -> dict[str, Any]:
    nets = {line.account.id: -line.net.minor for line in trial_balance(bundle.entries).lines}
    return {"entries": [_entry(each) for each in bundle.entries], "net_credit_minor": nets}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "no": entry.no,
        "at": entry.at,
        "debit": entry.debit.id,
        "credit": entry.credit.id,
        "amount": entry.amount,
        "head": entry.head,
        "cause": entry.cause,
        "clause": entry.clause,
    }


def _holds(bundle: CaseBundle) -> list[dict[str, Any]]:
    return [
        {
            "key": hold.key,
            "account": hold.account.id,
            "amount": hold.amount,
            "head": hold.head,
            "payee": hold.payee,
            "cause": hold.cause,
            "expires_at": hold.expires_at,
            "state": hold.state,
            "posted_minor": hold.posted_minor,
        }
        for hold in bundle.holds
    ]


def _notice(bundle: CaseBundle, row: OutboxRow) -> dict[str, Any]:
    """A notice with its proof. Its words only for a reader who may see the addressee's mail."""
    message = row.message
    made: dict[str, Any] = {
        "no": message.no,
        "to": message.to_party,
        "about": message.about,
        "legal": message.legal,
        "state": row.state,
        "attempts": row.attempts,
        "delivered_at": row.delivered_at,
        "payload_sha256": codec.digest(message.payload),
        "proofs": bundle.proofs_of_sending(row),
    }
    if message.to_party in bundle.entitled.parties:
        made["payload"] = message.payload.decode()
    return made


def _proofs(bundle: CaseBundle) -> list[dict[str, Any]]:
    return [
        {"id": each.id, "fact": each.seq, "field": each.kind, "state": each.state, "digest": each.digest}
        for each in bundle.private
    ]


def _private_texts(bundle: CaseBundle) -> list[dict[str, str]]:
    shown = [each.content for each in bundle.private if each.state is PrivateState.SHOWN]
    return [
        {"id": each.id, "owner": each.owner, "text": each.text, "salt": each.salt, "digest": each.digest}
        for each in shown
        if each is not None
    ]


def _terms(bundle: CaseBundle, package: Package) -> Iterator[tuple[str, bytes]]:
    folder = terms_folder(package)
    parameters = package.parameters
    yield (
        f"{folder}/pinned.json",
        codec.canonical(
            {
                "code": package.code_hash,
                "name": package.name,
                "parameters": parameters.raw(),
                "version": package.version,
            }
        ),
    )
    shown = {
        name: {"kind": item.kind, "value": item.raw, "shown": item.shown, "says": item.says}
        | {"shown_zh": item.shown_zh(package.words_zh)}
        for name, item in parameters.items.items()
    }
    yield f"{folder}/parameters.json", _pretty(shown)
    yield f"{folder}/clauses.json", _pretty(_clauses(package))
    for path, data in bundle.sources.get(package.code_hash, {}).items():
        yield f"{folder}/source/{path}", data


def _clauses(package: Package) -> dict[str, Any]:
    return {
        "title": package.title,
        "title_zh": package.title_zh,
        "clauses": [
            {
                "id": each.id,
                "text": each.text,
                "text_zh": each.text_zh,
                "questions": each.questions,
                "templates": [rule.text for rule in each.rules],
                "template_zh": package.texts_zh.get(each.id, ""),
            }
            for each in package.clauses
        ],
    }
