"""The index of a bundle: one self-contained page in English and Chinese, printed as numbered A4 sheets."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape

from tailorbird.adapters.export import sections
from tailorbird.adapters.export.media import PICTURES, extension, file_member, media_type
from tailorbird.adapters.export.money_section import money
from tailorbird.adapters.export.sheets import (
    HEIGHT,
    Block,
    Sheet,
    TableHead,
    heading,
    lay,
    pages_of,
    paragraphs,
    picture,
    rows,
    sheet_html,
)
from tailorbird.adapters.export.wording import Wording
from tailorbird.app.bundle import CaseBundle, EvidenceFile

EXHIBITS = TableHead(
    ("Exhibit 证据编号", "Title 名称", "What it shows 证明内容", "File 文件", "Page 页码"),
    (11, 24, 38, 27, 8),
    (4,),
)
COVER = TableHead(("", ""), (30, 78))
MOST_PICTURE_BYTES = 4 * 2**20
"""Larger pictures are named, not shown; they lie beside the index in the bundle."""
_PICTURE_HEIGHT = HEIGHT - 400


def index_html(bundle: CaseBundle) -> str:
    """The page. It loads nothing: style and pictures are in it, and a content policy forbids the rest."""
    wording = Wording.of(bundle)
    body = lay(_body(bundle, wording))
    draft = lay(_front(bundle, wording, {}))
    front = lay(_front(bundle, wording, pages_of(body, len(draft))))
    sheets = [*front, *body]
    pages = "\n".join(_page(bundle, no, len(sheets), sheet) for no, sheet in enumerate(sheets, 1))
    title = escape(f"{bundle.header.id}: {bundle.header.title}")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
{pages}
</body>
</html>
"""


def _page(bundle: CaseBundle, number: int, of: int, sheet: Sheet) -> str:
    name, head = escape(bundle.header.id), bundle.header.head_hash[:16]
    return (
        f'<section class="sheet" id="page-{number}"><header>{name} · Evidence 证据材料</header>\n'
        f"<main>{sheet_html(sheet)}</main>\n"
        f"<footer><span>Head hash 校验值 {head}…</span>"
        f"<span>Page 第 {number} / {of} 页</span></footer></section>"
    )


def _body(bundle: CaseBundle, wording: Wording) -> Iterator[Block]:
    yield from sections.parties(bundle)
    yield from sections.governance(bundle)
    yield from sections.timeline(bundle, wording)
    yield from sections.decisions(bundle, wording)
    yield from sections.clauses(bundle)
    yield from money(bundle, wording)
    yield from sections.deadlines(bundle, wording)
    yield from sections.notices(bundle, wording)
    yield from sections.terms(bundle)
    for number, file in enumerate(bundle.files, 1):
        yield from _file(number, file)


def _front(bundle: CaseBundle, wording: Wording, pages: dict[str, int]) -> Iterator[Block]:
    header = bundle.header
    yield heading("Evidence of a case 证据材料", "cover")
    about = [
        ("Case 案号", header.id),
        ("Title 标题", header.title),
        ("Kind, stage 类型、阶段", f"{header.kind}, {header.stage or '–'}"),
        ("Opened 立案时间", wording.instant(header.opened_at)),
        ("Exported 导出时间", wording.instant(bundle.exported_at)),
        ("Governing law 适用法律", bundle.governance.law or "–"),
        ("Forum 争议解决机构", bundle.governance.forum or "–"),
        ("Facts, decisions 事实、裁定", f"{len(bundle.facts)}, {len(bundle.decisions)}"),
        ("Head hash 事实链校验值", header.head_hash),
    ]
    yield from rows(COVER, about)
    yield from paragraphs(
        "To verify this bundle without trusting anybody, run: python3 verify_bundle.py BUNDLE.zip "
        "(Python 3.11 or later). It recomputes the chain of facts, every hash and every balance.\n"
        "如需独立核验，请运行：python3 verify_bundle.py BUNDLE.zip（Python 3.11 或以上）。"
        "程序将重新计算事实链、全部校验值与全部余额。"
    )
    yield heading("List of exhibits 证据目录", "exhibits")
    yield from rows(EXHIBITS, list(_exhibits(bundle, pages)))


def _exhibits(bundle: CaseBundle, pages: dict[str, int]) -> Iterator[tuple[str, ...]]:
    listed = [
        ("Parties 当事人", "Who takes part 当事人身份", "manifest.json", "parties"),
        (
            "Governing law and forum 适用法律与争议解决",
            "What law and forum were agreed 约定",
            "terms/",
            "governance",
        ),
        ("Timeline 事实经过", "What happened, when, by whom 事实经过", "facts/", "timeline"),
        ("Decisions 裁定", "What was ruled, and why 裁定及理由", "decisions/", "decisions"),
        ("Clauses applied 所适用条款", "The words that were agreed 约定原文", "terms/", "clauses"),
        ("Money 款项", "What was paid, held, returned 收付与冻结", "entries.json\nholds.json", "money"),
        ("Deadlines 期限", "What ran until when 期限及结果", "deadlines.json", "deadlines"),
        ("Notices 通知", "What was told, with proof 通知及送达凭证", "notices.json", "notices"),
        ("Terms 条款", "The terms as pinned 锁定的条款", "terms/", "terms"),
    ]
    for number, (title, shows, member, anchor) in enumerate(listed, 1):
        yield str(number), title, shows, member, str(pages.get(anchor, 0))
    for number, file in enumerate(bundle.files, 1):
        cited = ", ".join(str(seq) for seq in file.facts)
        member = file_member(file.sha256, file.data) or "missing when exported 导出时缺失"
        page = str(pages.get(f"file-{number}", 0))
        yield f"{len(listed)}-{number}", f"File 文件 {number}", f"Cited by facts 事实 {cited}", member, page


def _file(number: int, file: EvidenceFile) -> Iterator[Block]:
    kind = extension(file.data) if file.data is not None else ""
    shown = file.data is not None and kind in PICTURES and len(file.data) <= MOST_PICTURE_BYTES
    begins = "yes" if shown or number == 1 else ""
    yield heading(f"File 文件 {number}", f"file-{number}", begins_sheet=begins)
    cited = ", ".join(str(seq) for seq in file.facts)
    if file.data is None:
        yield from paragraphs(f"{file.reference}: missing when exported 导出时缺失. Facts 事实 {cited}.")
        return
    size = f"{len(file.data):,} bytes 字节"
    yield from paragraphs(f"Facts 事实 {cited} · {media_type(file.data)} · {size}\nSHA-256 {file.sha256}")
    if shown:
        source = f"data:{media_type(file.data)};base64,{base64.b64encode(file.data).decode()}"
        yield picture(source, f"File {number}", _PICTURE_HEIGHT)


_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STYLE = """
@page { size: A4; margin: 0 }
* { box-sizing: border-box }
body { margin: 0; background: #FBFAF6; color: #1E2722;
  font: 8.5pt/4.2mm "Source Sans 3", "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC",
    "Microsoft YaHei", Arial, sans-serif; font-variant-numeric: tabular-nums }
.sheet { width: 210mm; min-height: 296.5mm; padding: 12mm 14mm 10mm; margin: 4mm auto; background: #FFF;
  display: flex; flex-direction: column; break-after: page; box-shadow: 0 0 0 1px #E4E2D9 }
.sheet main { flex: 1 }
header, footer { display: flex; justify-content: space-between; color: #5B665E; font-size: 8pt }
header { border-bottom: 1px solid #E4E2D9; margin-bottom: 3mm }
footer { border-top: 1px solid #E4E2D9; margin-top: 3mm }
h2 { font-size: 13pt; line-height: 7mm; margin: 0 0 3mm; color: #3F6B3A }
h3 { font-size: 10pt; line-height: 4.2mm; margin: 2mm 0 1.5mm }
p { margin: 0 0 3mm }
p.on { margin-bottom: 0 }
p.clause { font-family: "Source Serif 4", "Noto Serif", "Noto Serif SC", "Noto Serif CJK SC", "Songti SC",
    SimSun, Georgia, serif; border-left: 1mm solid #3F6B3A; padding-left: 3mm }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 0 0 2mm }
th, td { text-align: left; vertical-align: top; padding: 0.9mm 1.5mm 0.9mm 0; overflow-wrap: anywhere;
  border-bottom: 1px solid #E4E2D9 }
th { color: #5B665E; font-weight: 600 }
.number { text-align: right }
.hash { font: 7.5pt/4.2mm "Source Code Pro", "Noto Sans Mono", "DejaVu Sans Mono", Consolas, monospace }
tr.total td { font-weight: 600; border-top: 1px solid #1E2722 }
figure { margin: 0; text-align: center }
figure img { max-width: 100%; object-fit: contain }
@media print { body { background: #FFF } .sheet { margin: 0; box-shadow: none } }
"""
