"""The verbs of the purchase itself: buying, warehouse, export, receipt."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.verb import Verb
from tailorbird.app.purchase import forms
from tailorbird.domain.cases.facts import (
    procurement,
    receipt,
)
from tailorbird.domain.questions import permission as may
from tailorbird.domain.roles import Role

PROCUREMENT: Final = (
    Verb(
        "purchase",
        procurement.PurchaseMade,
        "Buy from the seller",
        "向卖家采购",
        asks=may.MayPurchase,
        body=procurement.PurchaseMade,
        makes=forms.purchase_order,
    ),
    Verb(
        "report_out_of_stock",
        procurement.SellerRanOut,
        "The seller has none",
        "卖家缺货",
        by=frozenset((Role.PROVIDER,)),
    ),
    Verb(
        "report_stopped_selling",
        procurement.SellerStoppedSelling,
        "The seller stopped selling",
        "卖家停售",
        by=frozenset((Role.PROVIDER,)),
    ),
    Verb(
        "report_price_change",
        procurement.SellerChangedPrice,
        "The seller changed the price",
        "卖家改价",
        by=frozenset((Role.PROVIDER,)),
    ),
    Verb("accept_price_change", procurement.PriceChangeAccepted, "Consent to the new price", "同意新价格"),
    Verb("reject_price_change", procurement.PriceChangeRejected, "Do not consent", "不同意新价格"),
    Verb("report_anomaly", procurement.AnomalyReported, "Report an anomaly", "反馈异常"),
    Verb(
        "finish_task",
        procurement.TaskDone,
        "Mark a commitment as done",
        "标记服务项已完成",
        by=frozenset((Role.PROVIDER, Role.WAREHOUSE)),
        body=procurement.TaskDone,
        makes=forms.task,
    ),
    Verb(
        "report_dispatch",
        procurement.SellerDispatched,
        "The seller sent the goods",
        "卖家已发货",
        by=frozenset((Role.PROVIDER,)),
    ),
    Verb("receive_at_warehouse", procurement.WarehouseReceived, "Receive at the warehouse", "仓库签收"),
    Verb(
        "settle_warehouse_objection",
        procurement.WarehouseObjectionSettled,
        "Clear up the objection",
        "异议已解决",
    ),
    Verb(
        "order_service",
        procurement.ServiceOrdered,
        "Order a warehouse service",
        "选择仓库服务",
        asks=may.MayOrderService,
    ),
    Verb("inspect", procurement.Inspected, "Record an inspection", "登记验货结果"),
    Verb("clear_export", procurement.ExportCleared, "Cleared for export", "出口清关完成"),
    Verb("ship_abroad", procurement.ShippedAbroad, "Send to the buyer", "发往境外"),
    Verb("deliver", procurement.Delivered, "Delivered", "已送达"),
)
RECEIPT: Final = (
    Verb("check_parcel", receipt.ParcelChecked, "Packaging and quantity are in order", "外包装与数量无误"),
    Verb("refuse_parcel", receipt.ParcelRefused, "Refuse the parcel", "拒收包裹", asks=may.MayRefuseParcel),
    Verb("object", receipt.ObjectionRaised, "Something is wrong", "提出异议", asks=may.MayObject),
    Verb("withdraw_objection", receipt.ObjectionWithdrawn, "Take the objection back", "撤回异议"),
    Verb("verify_with_logistics", receipt.LogisticsVerified, "Record who caused it", "登记责任核实结果"),
    Verb(
        "confirm_receipt", receipt.ReceiptConfirmed, "Confirm receipt", "确认收货", asks=may.MayConfirmReceipt
    ),
)
