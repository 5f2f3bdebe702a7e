"""Verify an evidence bundle: `python3 verify_bundle.py BUNDLE.zip`. Needs Python 3.8 or later, nothing else.

It trusts nobody: it recomputes the chain of facts, the hashes of decisions, terms and files, and the
balances, from the bundle alone. Exit code 0: everything fits. 1: something is broken, and it says what.
2: the file cannot be read as a bundle.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import json
import re
import sys
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

FORMAT, VERSION = "tailorbird-evidence-bundle", 1
GENESIS = "0" * 64
MAX_MEMBERS, MAX_MEMBER_BYTES, MAX_BYTES = 50_000, 512 * 2**20, 2 * 2**30
MAX_RATIO, RATIO_FROM_BYTES = 200, 2**20
CHUNK = 2**16
FITS, BROKEN, UNREADABLE = 0, 1, 2
FILE_REFERENCE = re.compile(r"(?:sha256:)?([0-9a-f]{64})(?:\.[a-z0-9]{1,5})?")
FILE_FIELDS = ("evidence", "photos")
PRIVATE_PREFIX = "private/"

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Problems = Iterator[tuple[str, str]]
    Check = Callable[["Bundle"], Problems]


class Unreadable(Exception):
    """The file is not a bundle that can be read; the message says why."""


class Bundle:
    """What was read, and the problems found so far as (member, what is wrong)."""

    def __init__(self, members: dict[str, bytes], damaged: dict[str, str]) -> None:
        self.members = members
        self.damaged = damaged
        self.manifest: dict[str, Any] = {}
        self.facts: list[dict[str, Any]] = []
        self.decisions: list[dict[str, Any]] = []
        self.notes: list[str] = []

    def json(self, name: str) -> Any:
        """The member as JSON; raises ValueError where it is missing or is none."""
        if name not in self.members:
            raise ValueError(f"{name} is missing")
        return read_json(self.members[name])

    def has_cause(self, cause: str, before: int | None = None) -> bool:
        """Whether `fact:SEQ`, `decision:NO` or `deadline:KEY` names something that is there."""
        kind, _, number = cause.partition(":")
        if kind == "fact":
            return number.isdigit() and 1 <= int(number) < (before or len(self.facts) + 1)
        if kind == "decision":
            return number.isdigit() and 1 <= int(number) <= len(self.decisions)
        return kind == "deadline" and bool(number)


def read_json(data: bytes) -> Any:
    """JSON without doubled names, which could show one thing and mean another."""

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            raise ValueError("a name is told twice")
        return made

    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=table)
    except RecursionError as problem:
        raise ValueError("nested too deeply") from problem


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def instant(text: str) -> datetime:
    """An instant with its zone; raises ValueError for one without."""
    made = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if made.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return made


# Reading the archive ------------------------------------------------------------------------


def open_bundle(path: Path) -> Bundle:
    """Every member of the archive, within limits; raises `Unreadable`."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            check_archive(infos)
            members: dict[str, bytes] = {}
            damaged: dict[str, str] = {}
            for info in infos:
                read_member(archive, info, members, damaged)
            return Bundle(members, damaged)
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as problem:
        raise Unreadable(f"It is not a whole ZIP file: {problem}. Ask for the bundle again.") from problem


def check_archive(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        raise Unreadable(f"It has {len(infos)} members; a bundle has at most {MAX_MEMBERS}.")
    seen: set[str] = set()
    for info in infos:
        check_name(info)
        if info.filename in seen:
            raise Unreadable(f"{info.filename} is in it twice.")
        seen.add(info.filename)
        if info.flag_bits & 1:
            raise Unreadable(f"{info.filename} is encrypted.")
        swollen = info.file_size > MAX_RATIO * max(info.compress_size, 1)
        if info.file_size > MAX_MEMBER_BYTES or (swollen and info.file_size > RATIO_FROM_BYTES):
            raise Unreadable(f"{info.filename} would unpack to {info.file_size} bytes; that is no evidence.")
    if sum(info.file_size for info in infos) > MAX_BYTES:
        raise Unreadable(f"It would unpack to more than {MAX_BYTES} bytes.")


def check_name(info: zipfile.ZipInfo) -> None:
    name = info.orig_filename
    parts = name.split("/")
    odd = "\\" in name or ":" in parts[0] or "\0" in name or name.startswith("/") or not name.isprintable()
    if odd or any(part in ("", ".", "..") for part in parts):
        raise Unreadable(f"The member name {name!r} leads outside the bundle or is no plain file.")
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        raise Unreadable(f"{name} is a link, not a file.")


def read_member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    members: dict[str, bytes],
    damaged: dict[str, str],
) -> None:
    """Read no more than was declared, whatever the compressed data would give."""
    parts: list[bytes] = []
    left = info.file_size
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise Unreadable(f"{info.filename} unpacks to more than it declares.")
                parts.append(chunk)
    except (zipfile.BadZipFile, zlib.error) as problem:
        damaged[info.filename] = str(problem)
        return
    members[info.filename] = b"".join(parts)


# Checks: each yields (member, what is wrong) -------------------------------------------------


def check_manifest(bundle: Bundle) -> Problems:
    """the manifest and the SHA-256 of every member"""
    for name, problem in bundle.damaged.items():
        yield name, f"is damaged in the archive: {problem}"
    seal = f"{sha256(bundle.members['manifest.json'])}  manifest.json\n".encode()
    if bundle.members.get("manifest.sha256") != seal:
        yield "manifest.json", "is not what manifest.sha256 says: one of the two was changed"
    stated = bundle.manifest["members"]
    for name in sorted(set(stated) - set(bundle.members) - set(bundle.damaged)):
        yield name, "is named in the manifest, but missing"
    for name in sorted(set(bundle.members) - set(stated) - {"manifest.json", "manifest.sha256"}):
        yield name, "is not named in the manifest: it was put in afterwards"
    for name in sorted(set(stated) & set(bundle.members)):
        if sha256(bundle.members[name]) != stated[name]:
            yield name, "has another SHA-256 than the manifest says: it was changed"


def numbered(bundle: Bundle, folder: str) -> list[str]:
    return sorted(name for name in bundle.members if name.startswith(folder + "/"))


def check_facts(bundle: Bundle) -> Problems:
    """the chain of facts: each hash over the one before, no gap, in order of time"""
    chain, names = bundle.manifest["chain"], numbered(bundle, "facts")
    wanted = [f"facts/{seq:06d}.json" for seq in range(1, len(chain) + 1)]
    for name in sorted(set(wanted) ^ set(names)):
        yield name, "is missing: the chain has a gap" if name in wanted else "is not in the chain"
    previous, last = GENESIS, None
    for seq, (name, stated) in enumerate(zip(wanted, chain), 1):  # noqa: B905 - Python 3.8 has no strict
        if name in bundle.members:
            data = bundle.members[name]
            if hashlib.sha256(previous.encode("ascii") + data).hexdigest() != stated:
                yield name, "does not fit the chain: it, or one before it, was changed, moved or left out"
            fact = read_json(data)
            bundle.facts.append(fact)
            yield from ((name, wrong) for wrong in fact_problems(bundle, fact, seq, last))
            last = instant(fact["at"])
        previous = stated
    if previous != bundle.manifest["head_hash"]:
        yield "manifest.json", "the head hash of the case is not that of the last fact: facts were cut off"


def fact_problems(
    bundle: Bundle,
    fact: dict[str, Any],
    seq: int,
    last: datetime | None,
) -> Iterator[str]:
    if fact["seq"] != seq:
        yield f"says that it is fact {fact['seq']}, but stands as {seq}"
    if fact["case"] != bundle.manifest["case"]["id"]:
        yield f"belongs to another case, {fact['case']}"
    if last is not None and instant(fact["at"]) < last:
        yield f"is dated {fact['at']}, before the fact in front of it"
    if fact["cause"].startswith("fact:") and not bundle.has_cause(fact["cause"], before=seq):
        yield f"is caused by {fact['cause']}, which does not come before it"


def check_decisions(bundle: Bundle) -> Problems:
    """each decision: its hash, the facts it relies on, the terms it was made under"""
    stated = bundle.manifest["decisions"]
    wanted = [f"decisions/{no:06d}.json" for no in range(1, len(stated) + 1)]
    for name in sorted(set(wanted) ^ set(numbered(bundle, "decisions"))):
        yield name, "is missing" if name in wanted else "is not in the list of decisions"
    for name, expected in zip(wanted, stated):  # noqa: B905 - Python 3.8 has no strict
        if name not in bundle.members:
            bundle.decisions.append({})
            continue
        if sha256(bundle.members[name]) != expected:
            yield name, "has another hash than the one it was stored under: it was changed"
        decision = bundle.json(name)
        bundle.decisions.append(decision)
        yield from ((name, wrong) for wrong in decision_problems(bundle, decision))
    for fact in bundle.facts:
        if fact["cause"].startswith("decision:") and not bundle.has_cause(fact["cause"]):
            yield f"facts/{fact['seq']:06d}.json", f"is caused by {fact['cause']}, which is not there"


def decision_problems(bundle: Bundle, decision: dict[str, Any]) -> Iterator[str]:
    known = decision["facts_known"]
    if decision["case"] != bundle.manifest["case"]["id"]:
        yield f"belongs to another case, {decision['case']}"
    if known > len(bundle.facts):
        yield f"was made on {known} facts, but there are {len(bundle.facts)}"
        return
    if known and instant(decision["at"]) < instant(bundle.facts[known - 1]["at"]):
        yield f"is dated {decision['at']}, before the last fact that it knew"
    pins = {(pin["package"], pin["version"], pin["hash"]) for pin in bundle.manifest["terms"]}
    for pin in decision["terms"]:
        if (pin["package"], pin["version"], pin["hash"]) not in pins:
            yield f"was made under {pin['package']}@{pin['version']}, which is not what the case is pinned to"
    refs = {f"{package}@{version}" for package, version, _ in pins}
    for applied in decision["applied"]:
        if applied["package"] not in refs:
            yield f"applies {applied['clause']} of {applied['package']}, which is not in the bundle"
        for cited in applied["because"]:
            if not 1 <= cited["seq"] <= known:
                yield f"relies on fact {cited['seq']}, of which it could not know"
                continue
            fact = bundle.facts[cited["seq"] - 1]
            if (fact["fact"], instant(fact["at"])) != (cited["fact"], instant(cited["at"])):
                yield f"relies on fact {cited['seq']} as {cited['fact']} at {cited['at']}, which it is not"


def check_terms(bundle: Bundle) -> Problems:
    """the terms: each package has the hash that the case is pinned to, and its texts are its own"""
    for pin in bundle.manifest["terms"]:
        folder = pin["folder"]
        name = f"{folder}/pinned.json"
        pinned = bundle.json(name)
        if sha256(bundle.members[name]) != pin["hash"]:
            yield name, f"is not {pin['package']}@{pin['version']} as pinned by the case: it was changed"
        if (pinned["name"], pinned["version"]) != (pin["package"], pin["version"]):
            yield name, f"is {pinned['name']}@{pinned['version']}, not what the manifest says"
        if pinned["code"] != pin["code_hash"]:
            yield name, "has another code hash than the manifest says"
        yield from parameter_problems(bundle, folder, pinned["parameters"])
        yield from source_problems(bundle, folder, pinned["code"])


def parameter_problems(bundle: Bundle, folder: str, pinned: Any) -> Problems:
    name = f"{folder}/parameters.json"
    stated = {key: item["value"] for key, item in bundle.json(name).items()}
    for key in sorted(set(stated) | set(pinned)):
        if stated.get(key) != pinned.get(key):
            yield name, f"{key} is not the value that the case is pinned to"


def source_problems(bundle: Bundle, folder: str, code: str) -> Problems:
    """Where the files of the package are in the bundle, its hash and its texts follow from them."""
    prefix = f"{folder}/source/"
    source = {name[len(prefix) :]: bundle.members[name] for name in numbered(bundle, f"{folder}/source")}
    if not source:
        bundle.notes.append(f"The files of {folder} are not in the bundle; its code hash was not recomputed.")
        return
    seal = hashlib.sha256()
    for path, data in sorted(source.items()):
        seal.update(f"{path}\0{len(data)}\0".encode() + data)
    if seal.hexdigest() != code:
        yield prefix, "these files do not have the code hash of the pinned package: one was changed"
    yield from text_problems(bundle, folder, source)


def text_problems(bundle: Bundle, folder: str, source: dict[str, bytes]) -> Problems:
    name = f"{folder}/clauses.json"
    shown = {key: item["shown"] for key, item in bundle.json(f"{folder}/parameters.json").items()}
    texts, chinese = published_texts(source), chinese_texts(source)
    for clause in bundle.json(name)["clauses"]:
        if set(clause["templates"]) != texts.get(clause["id"]):
            yield name, f"the text of {clause['id']} is not that of the pinned package"
        if chinese is not None and clause["template_zh"] != chinese.get(clause["id"], ""):
            yield name, f"the Chinese text of {clause['id']} is not that of the pinned package"
        template = "\n\n".join(clause["templates"])
        for text, raw in ((clause["text"], template), (clause["text_zh"], clause["template_zh"])):
            if re.sub(r"\{(\w+)\}", lambda found: shown.get(found[1], found[0]), raw) != text:
                yield name, f"the text of {clause['id']} has other figures than its parameters"


def chinese_texts(source: dict[str, bytes]) -> dict[str, str] | None:
    """The Chinese of each clause; None under a Python that cannot read TOML (before 3.11)."""
    if sys.version_info < (3, 11):
        return None
    import tomllib  # noqa: PLC0415 - not in every Python that may run this

    found: dict[str, str] = {}
    for path, data in source.items():
        if path.startswith("zh/") and path.endswith(".toml"):
            found.update(tomllib.loads(data.decode()).get("clauses", {}))
    return found


def published_texts(source: dict[str, bytes]) -> dict[str, set[str]]:
    """The docstrings of the functions that are marked `@clause(ID, …)`, by ID."""
    found: dict[str, set[str]] = {}
    for path, data in source.items():
        if not path.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(data)):
            for mark in getattr(node, "decorator_list", ()):
                args = getattr(mark, "args", ())
                if isinstance(node, ast.FunctionDef) and args and isinstance(args[0], ast.Constant):
                    text = inspect.cleandoc(ast.get_docstring(node, clean=False) or "")
                    found.setdefault(str(args[0].value), set()).add(text)
    return found


def check_entries(bundle: Bundle) -> Problems:
    """the entries: numbered, balanced, each with its cause, and the stated balances"""
    name, stored = "entries.json", bundle.json("entries.json")
    nets: dict[str, int] = {}
    last = None
    for no, entry in enumerate(stored["entries"], 1):
        yield from ((name, f"entry {no} {wrong}") for wrong in entry_problems(bundle, entry, no))
        if last is not None and instant(entry["at"]) < last:
            yield name, f"entry {no} is dated {entry['at']}, before the entry in front of it"
        last = instant(entry["at"])
        minor = entry["amount"]["minor"]
        nets[entry["debit"]] = nets.get(entry["debit"], 0) - minor
        nets[entry["credit"]] = nets.get(entry["credit"], 0) + minor
    sums: dict[str, int] = {}
    for account in sorted(set(nets) | set(stored["net_credit_minor"])):
        stated = stored["net_credit_minor"].get(account)
        if nets.get(account) != stated:
            yield name, f"the entries move {nets.get(account)} on {account}, but {stated} is stated"
        currency = account.rpartition(":")[2]
        sums[currency] = sums.get(currency, 0) + (stated or 0)
    for currency, total in sorted(sums.items()):
        if total:
            yield name, f"the stated balances in {currency} add up to {total}, not to zero"


def entry_problems(bundle: Bundle, entry: dict[str, Any], no: int) -> Iterator[str]:
    amount = entry["amount"]
    if entry["no"] != no:
        yield f"says that it is number {entry['no']}"
    if not is_whole(amount["minor"]) or amount["minor"] <= 0:
        yield f"moves {amount['minor']}, which is no amount above zero"
    if entry["debit"] == entry["credit"]:
        yield "debits and credits one account"
    for account in (entry["debit"], entry["credit"]):
        if account.rpartition(":")[2] != amount["currency"]:
            yield f"moves {amount['currency']} on {account}"
    if not bundle.has_cause(entry["cause"]):
        yield f"is caused by {entry['cause']}, which is not there"
        return
    kind, _, number = entry["cause"].partition(":")
    if kind == "fact" and instant(bundle.facts[int(number) - 1]["at"]) > instant(entry["at"]):
        yield f"is dated before its cause, {entry['cause']}"
    if kind == "decision" and bundle.decisions[int(number) - 1]:
        yield from ruled_problems(bundle.decisions[int(number) - 1], entry)


def ruled_problems(decision: dict[str, Any], entry: dict[str, Any]) -> Iterator[str]:
    """An entry that a decision caused cites a clause of it, and moves an amount that it rules."""
    if instant(decision["at"]) > instant(entry["at"]):
        yield f"is dated before its cause, {entry['cause']}"
    clauses = [applied["clause"] for applied in decision["applied"]]
    if entry["clause"] and entry["clause"] not in clauses:
        yield f"cites {entry['clause']}, which {entry['cause']} does not apply"
    answer = decision["answer"] if isinstance(decision["answer"], dict) else {}
    if "shares" in answer and entry["amount"] not in [share["amount"] for share in answer["shares"]]:
        yield f"moves an amount that is none of the shares of {entry['cause']}"
    ruled = answer.get("amount")
    if (
        ruled
        and ruled["currency"] == entry["amount"]["currency"]
        and entry["amount"]["minor"] > ruled["minor"]
    ):
        yield f"moves more than {entry['cause']} rules"


def is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def check_holds(bundle: Bundle) -> Problems:
    """the holds: each resolved at most once, with no more than it held, and posted by entries"""
    name = "holds.json"
    seen: set[str] = set()
    posted: dict[tuple[str, str], int] = {}
    for hold in bundle.json(name):
        key, amount, moved = hold["key"], hold["amount"]["minor"], hold["posted_minor"]
        if key in seen:
            yield name, f"the hold {key} is there twice: a hold is resolved once"
        seen.add(key)
        if not is_whole(amount) or not is_whole(moved) or amount <= 0 or not 0 <= moved <= amount:
            yield name, f"the hold {key} of {amount} was posted with {moved}"
            continue
        if hold["state"] not in ("open", "posted", "voided", "expired"):
            yield name, f"the hold {key} is in no known state, {hold['state']}"
        if (moved > 0) != (hold["state"] == "posted"):
            yield name, f"the hold {key} is {hold['state']}, but {moved} of it was posted"
        if not bundle.has_cause(hold["cause"]):
            yield name, f"the hold {key} is caused by {hold['cause']}, which is not there"
        if hold["account"].rpartition(":")[2] != hold["amount"]["currency"]:
            yield name, f"the hold {key} holds {hold['amount']['currency']} on {hold['account']}"
        place = (hold["account"], hold["head"])
        posted[place] = posted.get(place, 0) + moved
    entries = bundle.json("entries.json")["entries"]
    for (account, head), minor in sorted(posted.items()):
        found = sum(e["amount"]["minor"] for e in entries if (e["debit"], e["head"]) == (account, head))
        if found < minor:
            yield name, f"{minor} of {head} was posted from {account}, but the entries take only {found}"


def check_deadlines(bundle: Bundle) -> Problems:
    """the deadlines: under pinned terms, and each that took effect with its fact"""
    name = "deadlines.json"
    pins = {pin["hash"] for pin in bundle.manifest["terms"]}
    caused = {fact["cause"]: fact for fact in bundle.facts}
    seen: set[str] = set()
    for row in bundle.json(name):
        key = row["key"]
        if key in seen:
            yield name, f"the deadline {key} is there twice"
        seen.add(key)
        if row["case_id"] != bundle.manifest["case"]["id"]:
            yield name, f"the deadline {key} belongs to another case"
        if row["terms_hash"] not in pins:
            yield name, f"the deadline {key} comes from terms that the case is not pinned to"
        if instant(row["passes_at"]) < instant(row["until"]):
            yield name, f"the deadline {key} passes before it ends"
        fact = caused.get(f"deadline:{key}")
        if (row["state"] == "fired") != (fact is not None):
            yield name, f"the deadline {key} is {row['state']}, but its fact says otherwise"
        if fact is not None and fact["fact"] != row["outcome"]:
            yield name, f"the deadline {key} ends in {row['outcome']}, but {fact['fact']} is on record"
        if fact is not None and instant(fact["at"]) < instant(row["passes_at"]):
            yield name, f"the deadline {key} took effect before it passed"


def strings(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """(field, text) of every text in a fact's body."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from strings(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, field)
    elif isinstance(value, str) and value:
        yield field, value


def check_private(bundle: Bundle) -> Problems:
    """private content: each field that facts name, and the salted digest of each text that is shown"""
    proofs = {each["id"]: each for each in bundle.json("private-proofs.json")}
    for fact in bundle.facts:
        for _, text in strings(fact["body"]):
            if text.startswith(PRIVATE_PREFIX) and text not in proofs:
                yield "private-proofs.json", f"does not list {text}, which fact {fact['seq']} names"
    texts = bundle.json("private.json") if "private.json" in bundle.members else []
    for each in texts:
        digest = sha256(f"{each['salt']}\0{each['text']}".encode())
        if digest != each["digest"] or proofs.get(each["id"], {}).get("digest") != digest:
            yield "private.json", f"the text of {each['id']} does not have its digest: it was changed"
    shown = {each["id"] for each in texts}
    if wrong := sorted(shown ^ {key for key, each in proofs.items() if each["state"] == "shown"}):
        yield "private-proofs.json", f"says otherwise than private.json whether {wrong[0]} is shown"


def check_notices(bundle: Bundle) -> Problems:
    """the notices: what each tells of, what it said, and the proof that it was sent"""
    name = "notices.json"
    for notice in bundle.json(name):
        no = notice["no"]
        if not bundle.has_cause(f"fact:{notice['about']}"):
            yield name, f"notice {no} tells of fact {notice['about']}, which is not there"
        if "payload" in notice and sha256(notice["payload"].encode()) != notice["payload_sha256"]:
            yield name, f"notice {no} does not say what its hash stands for"
        for seq in notice["proofs"]:
            fact = bundle.facts[seq - 1]
            if fact["fact"] != "NoticeSent" or fact["body"]["about"] != notice["about"]:
                yield name, f"fact {seq} does not prove that notice {no} was sent"


def check_evidence(bundle: Bundle) -> Problems:
    """the evidence: every file that facts name is there under its own hash, or listed as missing"""
    listed = {each["reference"]: each for each in bundle.manifest["evidence"]}
    for fact in bundle.facts:
        for field, text in strings(fact["body"]):
            names_one = field in FILE_FIELDS or FILE_REFERENCE.fullmatch(text)
            if names_one and not field.endswith("_hash") and text not in listed:
                yield "manifest.json", f"does not list the file {text}, which fact {fact['seq']} names"
    for reference, each in listed.items():
        if each["member"] is None:
            bundle.notes.append(f"The file {reference} (facts {each['facts']}) was missing when exported.")
            continue
        found = FILE_REFERENCE.fullmatch(reference)
        data = bundle.members.get(each["member"])
        if data is None or found is None or sha256(data) != found[1]:
            yield each["member"], f"is not the file {reference} that facts {each['facts']} name"


# Running ------------------------------------------------------------------------------------

CHECKS = (
    check_manifest,
    check_facts,
    check_decisions,
    check_terms,
    check_entries,
    check_holds,
    check_deadlines,
    check_private,
    check_notices,
    check_evidence,
)


def problems_of(bundle: Bundle, check: Check) -> list[tuple[str, str]]:
    """What a check finds. Data of the wrong shape is a problem too, not a crash."""
    found: list[tuple[str, str]] = []
    try:
        found.extend(check(bundle))
    except (AttributeError, IndexError, KeyError, OverflowError, SyntaxError, TypeError, ValueError) as wrong:
        found.append(("bundle", f"{type(wrong).__name__}: {wrong}; it does not have the shape of a bundle"))
    return found


def read_manifest(bundle: Bundle) -> None:
    """Raises `Unreadable` where there is no manifest to begin with."""
    if "manifest.json" not in bundle.members:
        raise Unreadable("There is no manifest.json that can be read in it: it is no evidence bundle.")
    try:
        manifest = bundle.json("manifest.json")
        kind, version = manifest["format"], manifest["version"]
    except (KeyError, TypeError, ValueError) as problem:
        raise Unreadable(f"Its manifest.json cannot be read: {problem}.") from problem
    if (kind, version) != (FORMAT, VERSION):
        raise Unreadable(f"It is {kind} version {version}; this verifier reads {FORMAT} version {VERSION}.")
    bundle.manifest = manifest


def verify(path: str, tell: Callable[[str], object] = print) -> int:
    """Check the bundle, tell a line for each check and each problem, and give the exit code."""
    try:
        bundle = open_bundle(Path(path))
        read_manifest(bundle)
    except Unreadable as problem:
        tell(f"unreadable  {path}: {problem}")
        return UNREADABLE
    broken = 0
    for check in CHECKS:
        problems = problems_of(bundle, check)
        broken += len(problems)
        tell(f"{'BROKEN' if problems else 'ok    '}  {check.__doc__}")
        for member, wrong in problems:
            tell(f"        {member}: {wrong}")
    for note in bundle.notes:
        tell(f"note    {note}")
    tell(
        f"Case {bundle.manifest['case']['id']}, head hash {bundle.manifest['head_hash']}"
        if not broken
        else ""
    )
    tell(
        f"{broken} problems: do not rely on this bundle; ask the operator for another."
        if broken
        else f"Everything fits: {len(bundle.facts)} facts, {len(bundle.decisions)} decisions."
    )
    return BROKEN if broken else FITS


def main(argv: list[str] | None = None) -> int:
    """The command line: one bundle, or several; the worst exit code counts."""
    paths = sys.argv[1:] if argv is None else argv
    if not paths or paths[0].startswith("-"):
        print("Usage: python3 verify_bundle.py BUNDLE.zip", file=sys.stderr)
        return UNREADABLE
    return max(verify(path) for path in paths)


if __name__ == "__main__":
    sys.exit(main())
