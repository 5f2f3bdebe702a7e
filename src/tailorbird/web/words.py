"""The words of the site's own pages, written in both languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from tailorbird.app.reading.language import Language

EN: Final = {
    "tagline": "Commerce for goods made or bought to order, whose terms run.",
    "about": "A buyer describes what they want or points at a product; somebody makes it or buys it for "
    "them; it is inspected, shipped and, when it goes wrong, argued about. Every refusal, fee, refund and "
    "deadline here is computed by a clause, cites it, and can be recomputed by anybody who holds the case.",
    "cases": "Cases to look at",
    "cases_about": "Played with real products on a clock that was moved. They show what the terms do.",
    "no_cases": "No case has been played yet. Run the demo, and its cases appear here.",
    "case": "Case",
    "stage": "Stage",
    "turn": "Whose turn",
    "nobody": "nobody’s",
    "until": "Next deadline",
    "read_terms": "Read the terms",
    "terms": "Terms",
    "api": "API",
    "api_about": "Everything that a case needs can be done by calls, each party with its own key.",
    "start": "Start",
    "thread": "Thread",
    "thread_about": "Every fact is a stitch: who, what, when. Times are those of the case’s place.",
    "why": "why",
    "answer": "Answer",
    "asked": "Asked",
    "clause": "Clause",
    "relied_on": "Rests on",
    "set_aside": "Set aside",
    "near": "How near it was",
    "next_step": "What can still be done",
    "limit": "limit",
    "judged": "judged at",
    "if_nobody": "If nobody acts",
    "nothing_due": "Nothing is due. The case stays as it is.",
    "money": "Money of this case",
    "no_money": "No money has moved yet.",
    "head": "Head of cost",
    "set": "Set aside",
    "held": "Held",
    "posted": "Paid out",
    "freed": "Given back",
    "sum": "Sum",
    "account": "Account",
    "incoming": "Got",
    "outgoing": "Gave",
    "net": "Net",
    "adds_up": "Set aside = held + paid out + given back, line by line.",
    "nets": "The nets of all accounts add up to zero.",
    "yes": "yes",
    "no": "no",
    "agreed": "What governs it",
    "participants": "Who takes part",
    "by_deadline": "a deadline passed",
    "by_decision": "decision",
    "parameters": "Amounts, periods and lists",
    "contents": "Contents",
    "exception_to": "Goes before",
    "answers": "Answers",
    "shown_only": "Shown and accepted; nothing to compute.",
    "version": "Version",
    "hash": "Sealed as",
    "own_rules": "Rules of",
    "effective": "In force from",
    "provisional": "The official calendar of that year is not out; this date is provisional.",
    "erased": "erased",
    "private": "private",
    "not_found": "There is nothing here",
    "not_found_next": "The address may be old or mistyped. Begin again at the start page.",
    "fault": "Something failed on our side",
    "fault_next": "Nothing was half done. Try again; if it fails again, tell the operator the time.",
    "bad_request": "This request cannot be read",
    "forbidden": "This is not open to you",
    "problems": "Problems",
    "problems_about": "What an answer of the API with an error means, by its code.",
    "code": "Code",
    "meaning": "Meaning",
    "language": "中文",
    "language_code": "zh-Hans",
    "skip": "To the content",
    "read_only": "You are looking at a demo case. Nothing can be changed here.",
    "would": "would be recorded",
    "then": "then",
}
ZH: Final = {
    "tagline": "为定制与代购而建的交易：条款可以运行。",
    "about": "买家说明想要什么，或给出一件商品；有人制作，或代为购买；随后验货、发运，出了问题则据理处理。"
    "这里的每一次拒绝、每一笔费用与退款、每一个期限，都由某一条款算出，注明该条款，并且任何持有案卷的人都能重新核算。",
    "cases": "可供查看的案例",
    "cases_about": "用真实商品、在拨动的时钟上演示，展示条款如何起作用。",
    "no_cases": "还没有演示案例。运行演示后，案例会出现在这里。",
    "case": "案例",
    "stage": "阶段",
    "turn": "轮到谁",
    "nobody": "无人",
    "until": "下一期限",
    "read_terms": "阅读条款",
    "terms": "条款",
    "api": "接口",
    "api_about": "案例所需的一切都可以通过接口完成，各方使用各自的密钥。",
    "start": "首页",
    "thread": "经过",
    "thread_about": "每一事实是一针：谁、何事、何时。时间为案件所在地时间。",
    "why": "为什么",
    "answer": "结论",
    "asked": "所问",
    "clause": "条款",
    "relied_on": "所依据的事实",
    "set_aside": "未适用的条款",
    "near": "相差多少",
    "next_step": "还可以做什么",
    "limit": "界限",
    "judged": "判断时点",
    "if_nobody": "如果无人行动",
    "nothing_due": "没有将至的期限，案件维持现状。",
    "money": "本案款项",
    "no_money": "尚无款项变动。",
    "head": "费用项目",
    "set": "划出",
    "held": "暂存",
    "posted": "已支付",
    "freed": "已退回",
    "sum": "合计",
    "account": "账户",
    "incoming": "收入",
    "outgoing": "支出",
    "net": "净额",
    "adds_up": "每一行：划出＝暂存＋已支付＋已退回。",
    "nets": "所有账户的净额之和为零。",
    "yes": "是",
    "no": "否",
    "agreed": "适用的条款",
    "participants": "参与方",
    "by_deadline": "期限届满",
    "by_decision": "裁断",
    "parameters": "金额、期限与名单",
    "contents": "目录",
    "exception_to": "优先于",
    "answers": "回答的问题",
    "shown_only": "供展示并确认，无需计算。",
    "version": "版本",
    "hash": "封存哈希",
    "own_rules": "所属规则：",
    "effective": "生效时间",
    "provisional": "该年度的官方日历尚未公布，此日期为暂定。",
    "erased": "已删除",
    "private": "隐私内容",
    "not_found": "这里没有内容",
    "not_found_next": "网址可能已失效或有误，请从首页重新开始。",
    "fault": "我方出现故障",
    "fault_next": "没有任何操作只完成一半。请重试；若再次失败，请把时间告知平台。",
    "bad_request": "无法读取该请求",
    "forbidden": "您无权查看",
    "problems": "错误说明",
    "problems_about": "接口返回错误时，各代码的含义。",
    "code": "代码",
    "meaning": "含义",
    "language": "English",
    "language_code": "en",
    "skip": "跳至正文",
    "read_only": "这是演示案例，此处无法更改任何内容。",
    "would": "将被记录",
    "then": "之后",
}
_ONE_OF_A_FEW: Final = re.compile(r"[a-z]+(_[a-z]+)*")
WORDS: Final = {Language.EN: EN, Language.ZH: ZH}
STAGES_ZH: Final = {
    "new": "尚未开始",
    "requested": "待服务商答复",
    "accepted": "已接受",
    "quoted": "待支付",
    "paid": "已支付",
    "held": "待人工审核",
    "barred": "内容未通过筛查",
    "appealed": "申诉处理中",
    "proof": "待确认打样图",
    "producing": "制作中",
    "bought": "已采购",
    "sent_by_seller": "卖家已发货",
    "in_warehouse": "已入仓",
    "cleared_for_export": "已出口清关",
    "under_way": "运输途中",
    "delivered": "已送达",
    "completed": "已完成",
    "cancelled": "已取消",
    "ended": "已终止",
    "declined": "已谢绝",
    "dissolved": "已解除",
    "dissolution_asked": "解除待答复",
    "cancellation_asked": "取消待答复",
    "price_changed": "卖家改价",
    "objected": "异议核实中",
    "parcel_refused": "已拒收，核实中",
    "payment_demanded": "催缴中",
    "lien": "货物留置中",
    "ordered": "待商家答复",
    "fee_asked": "待答复附加费用",
    "fee_due": "待支付附加费用",
    "wish_refused": "要求未获接受",
    "design_proposed": "设计待确认",
    "design_answered": "设计待修改",
    "making": "制作中",
    "making_again": "重新制作中",
    "paused": "已暂停",
    "shipped": "已发货",
    "claimed": "质量问题核实中",
    "claim_answered": "质量问题已答复",
    "quality_return": "质量退回中",
    "redirected": "已转交",
    "returned": "已退回",
    "lapsed": "逾期未付，已失效",
    "in_review": "审核中",
    "review_question": "审核问题待答复",
    "reviewed": "已审核",
    "bound": "待供应商报价",
    "minimum_quantity": "最小起订量协商中",
    "confirmed": "已确认，待支付费用",
    "change_asked": "变更待答复",
    "change_due": "待支付变更费用",
    "sampling": "打样中",
    "sample_made": "样品已完成",
    "sample_sent": "样品在途",
    "sample_arrived": "样品待查验",
    "sample_rejected": "样品待改进",
    "sample_in_order": "样品合格，可下单生产",
    "ready_to_order": "可下单生产",
    "production_ordered": "待支付生产货款",
    "in_production": "生产中",
    "dispatched": "已发出",
    "suspected": "嫌疑核实中",
    "withdrawn": "已撤回",
    "stopped": "已终止",
}


@cache
def _chinese() -> Mapping[str, Mapping[str, str]]:
    """Chinese names: of facts, questions, heads, parts and verdicts as evidence bundles print them, and
    of the fields of facts, their plain values and kinds of accounts."""
    told = tomllib.loads(files("tailorbird.adapters.export").joinpath("zh.toml").read_text(encoding="utf-8"))
    own = tomllib.loads(files("tailorbird.web").joinpath("zh.toml").read_text(encoding="utf-8"))
    return {kind: told.get(kind, {}) | own.get(kind, {}) for kind in told | own}


def named(language: Language, kind: str, name: str) -> str:
    """A name of this kind (`facts`, `questions`, `heads`, `roles`, `verdicts`, `fields`, `accounts`) for the
    reader."""
    chinese = _chinese().get(kind, {}).get(name) if language is Language.ZH else None
    return chinese or (name if kind in ("roles", "verdicts", "accounts") else spaced(name))


def plain_word(language: Language, value: str) -> str | None:
    """A value that is one of a few words, such as `in_order`, for the reader; none for any other text."""
    if not _ONE_OF_A_FEW.fullmatch(value):
        return None
    if language is Language.ZH:
        kinds = _chinese()
        found = (kinds[kind].get(value) for kind in ("values", "roles", "heads", "fields"))
        return next((each for each in found if each), None)
    return value.replace("_", " ")


def stage_in(language: Language, stage: str) -> str:
    """A case's stage for the reader."""
    return (STAGES_ZH.get(stage) if language is Language.ZH else None) or spaced(stage)


def role_in(language: Language, role: str | None) -> str:
    """The name of a part in the reader's language; whose turn it is when it is nobody's."""
    return named(language, "roles", role) if role else WORDS[language]["nobody"]


def spaced(name: str) -> str:
    """A fact's or question's name as words: `ReceiptConfirmed` is `Receipt confirmed`."""
    letters = []
    for place, letter in enumerate(name.replace("_", " ")):
        if letter.isupper() and place:
            letters.append(" ")
        letters.append(letter.lower() if place else letter.upper())
    return "".join(letters)
