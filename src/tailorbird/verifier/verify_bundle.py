"""Verify an evidence bundle: `python3 verify_bundle.py BUNDLE.zip`. Needs Python 3.11 or later, nothing else.

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
import stat
import sys
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

FORMAT, VERSION = "tailorbird-evidence-bundle", 1
GENESIS = "0" * 64
MAX_MEMBERS, MAX_MEMBER_BYTES, MAX_BYTES = 50_000, 512 * 2**20, 2 * 2**30
MAX_RATIO, RATIO_FROM_BYTES = 200, 2**20
FITS, BROKEN, UNREADABLE = 0, 1, 2
FILE_REFERENCE = re.compile(r"(?:sha256:)?([0-9a-f]{64})(?:\.[a-z0-9]{1,5})?")
FILE_FIELDS, PRIVATE_PREFIX = ("evidence", "photos"), "private/"
instant = datetime.fromisoformat
ODD_SHAPE = (AttributeError, LookupError, OverflowError, SyntaxError, TypeError, ValueError)
OF_ITSELF = {"manifest.json", "manifest.sha256"}
Table = dict[str, Any]
Problems = Iterator[str]
"""`MEMBER: what is wrong with it`."""


class Unreadable(Exception):
    """The file is not a bundle that can be read; the message says why."""


class Bundle:
    """What was read: the members, those that were damaged, and what the checks made of them."""

    def __init__(self, members: dict[str, bytes], damaged: dict[str, str]) -> None:
        self.members = members
        self.damaged = damaged
        self.manifest: Table = {}
        self.case_id = ""
        self.facts: list[Table] = []
        self.decisions: list[Table] = []
        self.notes: list[str] = []

    def json(self, name: str) -> Any:
        """The member as JSON; raises ValueError where it is missing or is none."""
        if name not in self.members:
            raise ValueError(f"{name} is missing or damaged")
        try:
            return read_json(self.members[name])
        except ValueError as problem:
            raise ValueError(f"{name} cannot be read: {problem}") from problem

    def named(self, folder: str) -> list[str]:
        return sorted(name for name in self.members if name.startswith(f"{folder}/"))

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

    def table(pairs: list[tuple[str, Any]]) -> Table:
        if len(made := dict(pairs)) != len(pairs):
            raise ValueError("a name is told twice")
        return made

    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=table)
    except RecursionError as problem:
        raise ValueError("it is nested too deeply") from problem


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def told(about: str, *found: tuple[Any, str]) -> Problems:
    """What is so of these pairs, each of whether something is wrong and how to say it."""
    return (f"{about} {text}" for wrong, text in found if wrong)


def open_bundle(path: Path) -> Bundle:
    """Every member of the archive, within limits; raises `Unreadable`."""
    members: dict[str, bytes] = {}
    damaged: dict[str, str] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive.infolist())
            for info in archive.infolist():
                try:
                    with archive.open(info) as stream:  # reads no more than the member declares
                        members[info.filename] = stream.read(info.file_size)
                        if stream.read(1):
                            raise Unreadable(f"{info.filename} unpacks to more than it declares.")
                except (zipfile.BadZipFile, zlib.error, EOFError) as problem:
                    damaged[info.filename] = str(problem)
    except (OSError, ValueError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError) as problem:
        raise Unreadable(f"It is not a whole ZIP file: {problem}. Ask for the bundle again.") from problem
    return Bundle(members, damaged)


def check_archive(infos: list[zipfile.ZipInfo]) -> None:
    """Raises `Unreadable` for names that lead elsewhere, and for sizes that no evidence has."""
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_BYTES:
        raise Unreadable(f"It is larger than {MAX_MEMBERS} members or {MAX_BYTES} bytes unpacked.")
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        odd = "\\" in name or ":" in name.split("/")[0] or not name.isprintable()
        if odd or any(part in ("", ".", "..") for part in name.split("/")):
            raise Unreadable(f"The member name {name!r} leads outside the bundle or is no plain file.")
        if stat.S_ISLNK(info.external_attr >> 16) or info.flag_bits & 1:
            raise Unreadable(f"{name} is a link or encrypted, not a plain file.")
        if name in seen:
            raise Unreadable(f"{name} is in it twice.")
        seen.add(name)
        swollen = info.file_size > RATIO_FROM_BYTES and info.file_size > MAX_RATIO * info.compress_size
        if info.file_size > MAX_MEMBER_BYTES or swollen:
            raise Unreadable(f"{name} would unpack to {info.file_size} bytes, too many for what it is.")


def read_manifest(bundle: Bundle) -> None:
    """Raises `Unreadable` where there is no manifest to begin with."""
    try:
        bundle.manifest = manifest = bundle.json("manifest.json")
        kind, version, bundle.case_id = manifest["format"], manifest["version"], manifest["case"]["id"]
    except (KeyError, TypeError, ValueError) as problem:
        raise Unreadable(f"It has no manifest that can be read: {problem}.") from problem
    if (kind, version) != (FORMAT, VERSION):
        raise Unreadable(f"It is {kind} version {version}; this verifier reads {FORMAT} version {VERSION}.")


def check_manifest(bundle: Bundle) -> Problems:
    """the manifest and the SHA-256 of every member"""
    for name, problem in bundle.damaged.items():
        yield f"{name}: is damaged in the archive: {problem}"
    seal = f"{sha256(bundle.members['manifest.json'])}  manifest.json\n".encode()
    if bundle.members.get("manifest.sha256") != seal:
        yield "manifest.json: is not what manifest.sha256 says: one of the two was changed"
    stated, there = bundle.manifest["members"], bundle.members
    for name in sorted(set(stated) ^ (set(there) | set(bundle.damaged)) - OF_ITSELF):
        yield f"{name}: is {'missing' if name in stated else 'not in the manifest: it was put in afterwards'}"
    for name in sorted(name for name in set(stated) & set(there) if sha256(there[name]) != stated[name]):
        yield f"{name}: has another SHA-256 than the manifest says: it was changed"


def check_facts(bundle: Bundle) -> Problems:
    """the chain of facts: each hash over the one before, no gap, in order of time"""
    chain = bundle.manifest["chain"]
    previous, last = GENESIS, None
    for seq, stated in enumerate(chain, 1):
        name = f"facts/{seq:06d}.json"
        if hashlib.sha256(previous.encode("ascii") + bundle.members.get(name, b"")).hexdigest() != stated:
            yield f"{name}: does not fit the chain: it, or one before it, was changed, moved or left out"
        fact = bundle.json(name)
        bundle.facts.append(fact)
        at, cause = instant(fact["at"]), fact["cause"]
        loose = cause.startswith("fact:") and not bundle.has_cause(cause, before=seq)
        yield from told(
            f"{name}:",
            (fact["seq"] != seq, f"says that it is fact {fact['seq']}, but stands as {seq}"),
            (fact["case"] != bundle.case_id, f"belongs to another case, {fact['case']}"),
            (last is not None and at < last, f"is dated {fact['at']}, before the fact in front of it"),
            (loose, f"is caused by {cause}, which does not come before it"),
        )
        previous, last = stated, at
    if len(bundle.named("facts")) != len(chain):
        yield f"facts: there are {len(bundle.named('facts'))}, but the chain has {len(chain)}"
    if previous != bundle.manifest["head_hash"]:
        yield "manifest.json: the head hash of the case is not that of the last fact: facts were cut off"


def check_decisions(bundle: Bundle) -> Problems:
    """each decision: its hash, the facts that it relies on, the terms that it was made under"""
    stated = bundle.manifest["decisions"]
    for no, expected in enumerate(stated, 1):
        name = f"decisions/{no:06d}.json"
        if sha256(bundle.members.get(name, b"")) != expected:
            yield f"{name}: has another hash than the one it was stored under: it was changed"
        decision = bundle.json(name)
        bundle.decisions.append(decision)
        yield from decision_problems(bundle, name, decision)
    if len(bundle.named("decisions")) != len(stated):
        yield f"decisions: there are {len(bundle.named('decisions'))}, but the manifest names {len(stated)}"
    for fact in bundle.facts:
        if fact["cause"].startswith("decision:") and not bundle.has_cause(fact["cause"]):
            yield f"facts/{fact['seq']:06d}.json: is caused by {fact['cause']}, which is not there"


def decision_problems(bundle: Bundle, name: str, decision: Table) -> Problems:
    known, at = decision["facts_known"], instant(decision["at"])
    if known > len(bundle.facts):
        yield f"{name}: was made on {known} facts, but there are {len(bundle.facts)}"
        return
    early = known and at < instant(bundle.facts[known - 1]["at"])
    pins = [{key: pin[key] for key in ("package", "version", "hash")} for pin in bundle.manifest["terms"]]
    other = any(pin not in pins for pin in decision["terms"])
    yield from told(
        f"{name}:",
        (decision["case"] != bundle.case_id, f"belongs to another case, {decision['case']}"),
        (early, f"is dated {decision['at']}, before the last fact that it knew"),
        (other, "was made under other terms than those that the case is pinned to"),
    )
    refs = {f"{pin['package']}@{pin['version']}" for pin in pins}
    for applied in decision["applied"]:
        if applied["package"] not in refs:
            yield f"{name}: applies {applied['clause']} of {applied['package']}, which is not in the bundle"
        for cited in applied["because"]:
            seq = cited["seq"]
            fact = bundle.facts[seq - 1] if 1 <= seq <= known else {"fact": "", "at": cited["at"]}
            if (fact["fact"], instant(fact["at"])) != (cited["fact"], instant(cited["at"])):
                yield f"{name}: relies on fact {seq} as {cited['fact']}, which it is not or could not know"


def check_terms(bundle: Bundle) -> Problems:
    """the terms: each package has the hash that the case is pinned to, and its texts are its own"""
    for pin in bundle.manifest["terms"]:
        folder = pin["folder"]
        name, ref = f"{folder}/pinned.json", (pin["package"], pin["version"])
        pinned, parameters = bundle.json(name), bundle.json(f"{folder}/parameters.json")
        if sha256(bundle.members[name]) != pin["hash"]:
            yield f"{name}: is not {ref[0]}@{ref[1]} as the case is pinned to it: it was changed"
        if (pinned["name"], pinned["version"], pinned["code"]) != (*ref, pin["code_hash"]):
            yield f"{name}: is another package or version than the manifest says"
        if {key: item["value"] for key, item in parameters.items()} != pinned["parameters"]:
            yield f"{folder}/parameters.json: has other values than those that the case is pinned to"
        prefix = f"{folder}/source/"
        source = {each[len(prefix) :]: bundle.members[each] for each in bundle.named(f"{folder}/source")}
        if not source:
            bundle.notes.append(f"The files of {folder} are not in it; its code hash is taken as stated.")
            continue
        seal = hashlib.sha256()
        for path, data in sorted(source.items()):
            seal.update(f"{path}\0{len(data)}\0".encode() + data)
        if seal.hexdigest() != pinned["code"]:
            yield f"{prefix}: these files do not have the code hash of the pinned package: one was changed"
        shown = [{key: item[word] for key, item in parameters.items()} for word in ("shown", "shown_zh")]
        for clause in misquoted(bundle.json(f"{folder}/clauses.json"), source, shown):
            yield f"{folder}/clauses.json: {clause} does not say what the pinned package says"


def misquoted(stated: Table, source: dict[str, bytes], shown: list[Table]) -> Iterator[str]:
    """Clauses whose text is not what the package's own files and parameters give."""
    texts, chinese = published_texts(source)
    for clause in stated["clauses"]:
        number, templates, raw_zh = clause["id"], clause["templates"], clause["template_zh"]
        filled = [fill("\n\n".join(templates), shown[0]), fill(raw_zh, shown[1])]
        own = set(templates) == texts.get(number) and raw_zh == chinese.get(number, "")
        if not own or filled != [clause["text"], clause["text_zh"]]:
            yield number
    yield from sorted(set(texts) - {clause["id"] for clause in stated["clauses"]})


def fill(template: str, shown: Table) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: str(shown.get(found[1], found[0])), template)


def published_texts(source: dict[str, bytes]) -> tuple[dict[str, set[str]], dict[str, str]]:
    """By clause: the docstrings of the functions that are marked `@clause(ID, …)`, and the Chinese."""
    found, chinese = dict[str, set[str]](), dict[str, str]()
    for path, data in source.items():
        if path.startswith("zh/"):
            chinese.update(tomllib.loads(data.decode()).get("clauses", {}))
        for node in ast.walk(ast.parse(data)) if path.endswith(".py") else ():
            for mark in getattr(node, "decorator_list", ()):
                args = getattr(mark, "args", ())
                if isinstance(node, ast.FunctionDef) and args and isinstance(args[0], ast.Constant):
                    text = inspect.cleandoc(ast.get_docstring(node, clean=False) or "")
                    found.setdefault(str(args[0].value), set()).add(text)
    return found, chinese


def check_entries(bundle: Bundle) -> Problems:
    """the entries: numbered, balanced, each with its cause, and the stated balances"""
    name, stored = "entries.json", bundle.json("entries.json")
    nets, sums = dict[str, int](), dict[str, int]()
    for no, entry in enumerate(stored["entries"], 1):
        yield from entry_problems(bundle, entry, no)
        minor = entry["amount"]["minor"]
        nets[entry["debit"]] = nets.get(entry["debit"], 0) - minor
        nets[entry["credit"]] = nets.get(entry["credit"], 0) + minor
    stated = stored["net_credit_minor"]
    for account in sorted(set(nets) | set(stated)):
        if nets.get(account) != stated.get(account):
            yield f"{name}: {stated.get(account)} stated of {account}, but entries move {nets.get(account)}"
        currency = account.rpartition(":")[2]
        sums[currency] = sums.get(currency, 0) + stated.get(account, 0)
    wrong = {currency: total for currency, total in sums.items() if total}
    yield from told(f"{name}:", (wrong, f"has balances that do not add up to zero, but to {wrong}"))


def entry_problems(bundle: Bundle, entry: Table, no: int) -> Problems:
    amount, cause = entry["amount"], entry["cause"]
    currencies = {account.rpartition(":")[2] for account in (entry["debit"], entry["credit"])}
    yield from told(
        f"entries.json: entry {no}",
        (entry["no"] != no, f"says that it is number {entry['no']}"),
        (
            type(amount["minor"]) is not int or amount["minor"] <= 0,
            f"moves {amount['minor']}, not above zero",
        ),
        (entry["debit"] == entry["credit"], "debits and credits one account"),
        (currencies != {amount["currency"]}, f"moves {amount['currency']} between {sorted(currencies)}"),
        (not bundle.has_cause(cause), f"is caused by {cause}, which is not there"),
    )
    kind, _, number = cause.partition(":")
    if kind == "deadline" or not bundle.has_cause(cause):
        return
    by = (bundle.facts if kind == "fact" else bundle.decisions)[int(number) - 1]
    if instant(by["at"]) > instant(entry["at"]):
        yield f"entries.json: entry {no} is dated before its cause, {cause}"
    if kind == "decision":
        yield from ruled_problems(bundle, by, entry, no)


def ruled_problems(bundle: Bundle, decision: Table, entry: Table, no: int) -> Problems:
    """An entry that a decision caused cites a clause of it, and moves an amount that it rules.

    A share paid in part and owed for the rest is what the entries come to together."""
    amount, cause, clause = entry["amount"], entry["cause"], entry["clause"]
    answer = decision["answer"] if isinstance(decision["answer"], dict) else {}
    applied = [each["clause"] for each in decision["applied"]]
    shares = [share["amount"] for share in answer.get("shares", ())]
    siblings = [each for each in bundle.json("entries.json")["entries"] if each["cause"] == cause]
    together = {**amount, "minor": sum(each["amount"]["minor"] for each in siblings)}
    foreign = decision["question"] == "Settlement" and shares and not (amount in shares or together in shares)
    ruled = answer.get("amount") if decision["question"] in ("ExtraCost", "Brokerage") else None
    above = ruled and ruled["currency"] == amount["currency"] and amount["minor"] > ruled["minor"]
    return told(
        f"entries.json: entry {no}",
        (clause and clause not in applied, f"cites {clause}, which {cause} does not apply"),
        (foreign, f"moves an amount that is none of the shares of {cause}"),
        (above, f"moves more than {cause} rules"),
    )


def check_holds(bundle: Bundle) -> Problems:
    """the holds: each resolved at most once, with no more than it held, and posted by entries"""
    name, seen = "holds.json", set[str]()
    posted: dict[tuple[str, str], int] = {}
    for hold in bundle.json(name):
        key, state, account, cause = hold["key"], hold["state"], hold["account"], hold["cause"]
        amount, moved = hold["amount"]["minor"], hold["posted_minor"]
        off = {type(amount), type(moved)} != {int} or not 0 <= moved <= amount or amount == 0
        foreign = account.rpartition(":")[2] != hold["amount"]["currency"]
        yield from told(
            f"{name}: the hold {key}",
            (key in seen, "is there twice: a hold is resolved once"),
            (off, f"of {amount} was posted with {moved}"),
            ((moved > 0) != (state == "posted"), f"is {state}, but {moved} of it was posted"),
            (not bundle.has_cause(cause), f"is caused by {cause}, which is not there"),
            (foreign, f"holds {hold['amount']['currency']} on {account}"),
        )
        seen.add(key)
        posted[account, hold["head"]] = posted.get((account, hold["head"]), 0) + moved
    entries = bundle.json("entries.json")["entries"]
    for (account, head), minor in sorted(posted.items()):
        found = sum(e["amount"]["minor"] for e in entries if (e["debit"], e["head"]) == (account, head))
        if found < minor:
            yield f"{name}: {minor} of {head} was posted from {account}, but the entries take only {found}"


def check_deadlines(bundle: Bundle) -> Problems:
    """the deadlines: under pinned terms, and each that took effect with its fact"""
    name, seen = "deadlines.json", set[str]()
    pins = {pin["hash"] for pin in bundle.manifest["terms"]}
    caused = {fact["cause"]: fact for fact in bundle.facts}
    for row in bundle.json(name):
        key, state, passes_at = row["key"], row["state"], instant(row["passes_at"])
        fact = caused.get(f"deadline:{key}", {})
        early = fact and instant(fact["at"]) < passes_at
        yield from told(
            f"{name}: the deadline {key}",
            (key in seen, "is there twice"),
            (row["case_id"] != bundle.case_id, "belongs to another case"),
            (row["terms_hash"] not in pins, "comes from terms that the case is not pinned to"),
            (passes_at < instant(row["until"]), "passes before it ends"),
            ((state == "fired") != bool(fact), f"is {state}, but the facts say otherwise"),
            (fact and fact["fact"] != row["outcome"], f"does not end in {fact.get('fact')}, as it did"),
            (early, "took effect before it passed"),
        )
        seen.add(key)


def strings(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """(field, text) of every text in a fact's body."""
    listed = enumerate(value) if isinstance(value, list) else ()
    for name, item in value.items() if isinstance(value, dict) else listed:
        yield from strings(item, field if isinstance(name, int) else name)
    if isinstance(value, str) and value:
        yield field, value


def check_private(bundle: Bundle) -> Problems:
    """private content: each field that facts name, and the salted digest of each text that is shown"""
    proofs = {each["id"]: each for each in bundle.json("private-proofs.json")}
    for fact in bundle.facts:
        for _, text in strings(fact["body"]):
            if text.startswith(PRIVATE_PREFIX) and text not in proofs:
                yield f"private-proofs.json: does not list {text}, which fact {fact['seq']} names"
    texts = bundle.json("private.json") if "private.json" in bundle.members else []
    for each in texts:
        digest = sha256(f"{each['salt']}\0{each['text']}".encode())
        if not digest == each["digest"] == proofs.get(each["id"], {}).get("digest"):
            yield f"private.json: the text of {each['id']} does not have its digest: it was changed"
    shown = {key for key, each in proofs.items() if each["state"] == "shown"}
    if shown != {each["id"] for each in texts}:
        yield "private-proofs.json: says otherwise than private.json what is shown"


def check_notices(bundle: Bundle) -> Problems:
    """the notices: what each tells of, what it said, and the proof that it was sent"""
    for notice in bundle.json("notices.json"):
        about, digest, payload = notice["about"], notice["payload_sha256"], notice.get("payload")
        proofs = [bundle.facts[seq - 1] for seq in notice["proofs"]]
        said = {(p["fact"], p["body"].get("about"), p["body"].get("content_hash")) for p in proofs}
        yield from told(
            f"notices.json: notice {notice['no']}",
            (not bundle.has_cause(f"fact:{about}"), f"tells of fact {about}, which is not there"),
            (payload is not None and sha256(payload.encode()) != digest, "has other words than its hash"),
            (said - {("NoticeSent", about, digest)}, f"is not proven by facts {notice['proofs']}"),
        )


def check_evidence(bundle: Bundle) -> Problems:
    """the evidence: every file that facts name is there under its own hash, or listed as missing"""
    listed = {each["reference"]: each for each in bundle.manifest["evidence"]}
    for fact in bundle.facts:
        for field, text in strings(fact["body"]):
            names_one = field in FILE_FIELDS or FILE_REFERENCE.fullmatch(text)
            if names_one and not field.endswith("_hash") and text not in listed:
                yield f"manifest.json: does not list the file {text}, which fact {fact['seq']} names"
    for reference, each in listed.items():
        member, found = each["member"], FILE_REFERENCE.fullmatch(reference)
        if member is None:
            bundle.notes.append(f"The file {reference} (facts {each['facts']}) was missing when exported.")
        elif found is None or sha256(bundle.members.get(member, b"")) != found[1]:
            yield f"{member}: is not the file {reference} that facts {each['facts']} name"


OF_THE_CASE = (check_manifest, check_facts, check_decisions, check_terms, check_deadlines)
OF_THE_REST = (check_entries, check_holds, check_private, check_notices, check_evidence)


def verify(path: str, tell: Callable[[str], object] = print) -> int:
    """Check the bundle, tell a line for each check and each problem, and give the exit code."""
    try:
        bundle = open_bundle(Path(path))
        read_manifest(bundle)
    except Unreadable as problem:
        tell(f"unreadable  {path}: {problem}")
        return UNREADABLE
    broken = 0
    for check in (*OF_THE_CASE, *OF_THE_REST):
        try:
            problems = list(check(bundle))
        except ODD_SHAPE as problem:
            problems = [f"the check stopped: {type(problem).__name__}: {problem}"]
        broken += len(problems)
        tell("\n          ".join((f"{'BROKEN' if problems else 'ok    '}  {check.__doc__}", *problems)))
    for note in bundle.notes:
        tell(f"note    {note}")
    if broken:
        tell(f"BROKEN: {broken} problems. Do not rely on this bundle; ask the operator for another.")
        return BROKEN
    tell(f"Everything fits: case {bundle.case_id}, {len(bundle.facts)} facts.")
    tell(f"Head hash {bundle.manifest['head_hash']}, file {sha256(Path(path).read_bytes())}")
    return FITS


def main(argv: list[str] | None = None) -> int:
    """The command line: one bundle, or several; the worst exit code counts."""
    paths = sys.argv[1:] if argv is None else argv
    if not paths or paths[0].startswith("-"):
        print("Usage: python3 verify_bundle.py BUNDLE.zip", file=sys.stderr)
        return UNREADABLE
    return max(verify(path) for path in paths)


if __name__ == "__main__":
    sys.exit(main())
