"""Problems in Chinese: their titles, and what the terms say where they refuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from tailorbird.app.engine.problem import Problem
from tailorbird.app.reading.explain import explain
from tailorbird.app.reading.language import Language, Speaker
from tailorbird.domain.terms.agreement import Agreement

TITLES_ZH: Final[Mapping[str, str]] = {
    "above_limit": "金额超出您允许的上限",
    "already_awarded": "该主张已有裁定",
    "already_documented": "该凭证已经结算",
    "already_imported": "该订单已导入",
    "already_open": "案件已经开始",
    "another_supplier": "该需求已有制造商",
    "appeal_decided": "平台已作出判定",
    "appealed_before": "已申请复核",
    "bad_form": "无法读取表单",
    "bad_json": "请求内容不是 JSON",
    "bad_request": "无法读取该请求",
    "box_unfit": "框选范围不在图片之内",
    "cannot_be_bought": "无法按此要求购买",
    "cannot_draw": "无法绘制该设计",
    "capture_missing": "没有这份商品页文件",
    "capture_unreadable": "无法读取商品页文件",
    "changed_meanwhile": "案件同时有变动",
    "channel_fixed": "商品已按其他条款公开",
    "no_such_import": "没有这个导入任务",
    "no_such_price": "没有这个价格",
    "not_listed": "商品的现有内容尚未审核",
    "product_of_a_case": "该商品以其定制需求为准",
    "product_unfit": "商品不能这样保存",
    "stale_product": "商品同时有变动",
    "table_unreadable": "文件不是商品表格",
    "clock_went_back": "服务器时间早于案件",
    "cursor_unreadable": "无法读取翻页标记",
    "customization_closed": "您不能为此目的读取定制数据",
    "customization_erased": "定制数据已删除",
    "deposit_too_large": "定金高于货款",
    "design_changed": "设计已更改",
    "design_not_drawn": "无法绘制该面",
    "design_not_ready": "设计尚不能制作",
    "design_unfit": "设计与空白商品不符",
    "design_unpriced": "该设计没有价格",
    "duty_missing": "这不在您的职责之内",
    "endpoint_refused": "不接受该推送地址",
    "file_missing": "表单中没有文件",
    "file_refused": "不接受该文件",
    "idempotency_key_missing": "缺少可用的幂等键",
    "idempotency_key_reused": "该幂等键已用于另一请求",
    "in_progress": "同一请求正在处理",
    "in_the_future": "该时间尚未到来",
    "input_unknown": "需要先查明某项事实",
    "inspection_incomplete": "检验不完整",
    "insufficient_funds": "余额不足",
    "invalid": "参数有误",
    "invitation_invalid": "没有这份邀请",
    "key_invalid": "没有有效的密钥",
    "label_too_long": "用于查找的编号过长",
    "last_owner": "必须留有一位负责人",
    "ledger": "款项不能这样划转",
    "length_missing": "缺少内容长度",
    "link_not_recognised": "这不是可识别的商品链接",
    "listing_unreadable": "商家的商品资料有误",
    "more_than_own": "不能授予自己没有的权限",
    "name_taken": "该名称已被使用",
    "name_unknown": "没有这个名称",
    "needs_a_person": "需要由人来决定",
    "negative_amount": "金额不能为负",
    "no_carrier": "尚无承运方",
    "no_operator": "尚未设置平台方",
    "no_price": "商品没有价格",
    "no_rate": "没有可用的汇率",
    "no_standing_offer": "该服务商不自动接单",
    "no_such_account": "没有这个账户",
    "no_such_blank": "没有这种空白商品",
    "no_such_calendar": "没有这个日历",
    "no_such_case": "没有这个案件",
    "no_such_claim": "没有这项报告",
    "no_such_clause": "没有这一条款",
    "no_such_decision": "没有这项裁断",
    "no_such_design": "没有这个设计",
    "no_such_endpoint": "没有这个推送地址",
    "no_such_file": "没有这个文件",
    "no_such_line": "购物车中没有这一项",
    "no_such_surface": "商品没有这个面",
    "nothing_specified": "尚无设计",
    "nothing_to_draw": "没有可绘制的设计",
    "picture_unreadable": "无法读取该图片",
    "price_changed": "价格与所示不符",
    "print_files_not_due": "尚不能生成印刷文件",
    "product_changed": "商品已有变动",
    "specification_changed": "设计与所示不符",
    "stale_design": "设计已在别处更改",
    "too_many_designs": "设计数量已达上限",
    "unfit_design": "设计无法保存",
    "unworkable_amount": "金额无法处理",
    "unfit_title": "标题不合适",
    "payment_known": "该笔付款已登记过",
    "unfit_address": "店铺网址无效",
    "blank": "有必填内容为空",
    "no_such_item": "仓库没有该货号",
    "no_such_listing": "商家没有这件商品",
    "no_such_party": "没有这个参与方",
    "no_such_product": "没有这件定制商品",
    "no_such_share": "该链接已失效",
    "no_such_shipping": "该配送方式不能送达",
    "no_such_staff": "没有这位员工",
    "no_such_terms": "没有这份条款",
    "no_such_view": "没有这个面或颜色",
    "not_an_extra": "该费用不能另行加收",
    "not_described": "需求描述不完整",
    "not_found": "这里没有内容",
    "not_json": "请求内容不是 JSON",
    "not_open": "案件尚未开始",
    "not_public": "该商品未公开",
    "not_refused": "此处并未被拒",
    "not_the_givers": "店铺已不归转让方所有",
    "not_the_payer": "该订单由另一账户付款",
    "not_your_case": "该角色由另一方担任",
    "not_your_part": "这不由您来做",
    "not_your_rules": "这份规则不由您制定",
    "nothing_called": "没有待付的尾款",
    "nothing_new_found": "没有新的发现",
    "offer_unreadable": "服务商的长期报价有误",
    "operators_only": "仅限平台方",
    "order_file_unreadable": "无法读取该订单文件",
    "our_fault": "我方出现故障",
    "out_of_order": "事实的先后有误",
    "own_place": "不能更改自己的职位",
    "owner_unfit": "素材归属有误",
    "party_exists": "该参与方已存在",
    "payee_missing": "缺少收款方",
    "points_differ": "所核对的事项与反馈不符",
    "prefix_unfit": "这不是 GS1 厂商前缀",
    "price_missing": "缺少订单单价",
    "promoter_unfit": "该推广者不符合条件",
    "proof_missing": "缺少凭证",
    "quotation_unclear": "报价无法计算",
    "rate_unreadable": "无法读取汇率",
    "reading_over": "本次读取已结束",
    "refused_by_terms": "条款不允许",
    "rules_unfit": "有的取值不符合要求",
    "scope_missing": "该密钥无此权限",
    "share_lifetime_unfit": "链接有效期不合要求",
    "share_secret_unfit": "分享链接缺少密钥",
    "staff_exists": "已有这位员工",
    "staff_suspended": "该员工已停用",
    "stock_unreadable": "仓库的库存资料有误",
    "store_is_offered": "店铺已在转让中",
    "stores_limited": "此事涉及您店铺以外的范围",
    "superseded": "以后来的转让为准",
    "storage_unavailable": "暂时无法存取文件",
    "terms_conflict": "条款互相矛盾",
    "terms_edited": "本案条款被改动",
    "too_early": "需要先发生另一件事",
    "too_large": "内容过大",
    "too_late": "为时已晚",
    "too_many_endpoints": "推送地址过多",
    "too_many_requests": "请求过于频繁",
    "unclear_wishes": "定制要求不明确",
    "unfit_customization": "定制内容不符合商品要求",
    "unknown_command": "没有这个操作",
    "unknown_mandate": "没有这一版委托声明",
    "unreadable": "无法读取请求内容",
    "version_exists": "该版本已存在",
    "vision_absent": "目前无法按图片搜索",
    "waits": "尚待他人答复",
    "wallet_frozen": "钱包已冻结",
    "with_oneself": "双方不能是同一方",
    "wrong_amount": "金额与所示不符",
    "wrong_currency": "币种不符",
    "wrong_method": "该地址不支持此方法",
}
"""By the problem's code; a code without one keeps its English title."""
_READ_IT: Final = "请阅读该条款，或联系对方或平台。"
_ASK: Final = "请联系平台；该问题已记录在案。"
_RECORD_IT: Final = "请先将其登记入案，或请平台裁断。"


def in_chinese(problem: Problem) -> Problem:
    """The problem with its Chinese title."""
    return replace(problem, title=TITLES_ZH.get(problem.code, problem.title))


def refusal_in_chinese(
    problem: Problem, decision: Mapping[str, Any], agreement: Agreement, zone: ZoneInfo
) -> Problem:
    """A refusal by the terms with its reason and next step as the package's Chinese has them.

    `decision` is in plain form. A sentence without a translation stays as it is.
    """
    speaker = Speaker(agreement.packages, Language.ZH, zone)
    told = explain(dict(decision), agreement, speaker, no=problem.decision_no, digest="")
    match problem.code:
        case "input_unknown":
            detail, otherwise = f"条款需要先知道：{'、'.join(told.unknown)}。", _RECORD_IT
        case "needs_a_person":
            detail, otherwise = "本案条款目前没有就此作出规定。", _ASK
        case _:
            clauses = "、".join(each.clause for each in told.clauses)
            detail, otherwise = told.sentence or f"依据 {clauses}，不能这样做。", _READ_IT
    return replace(problem, detail=detail, next_step=told.next_step or otherwise)
