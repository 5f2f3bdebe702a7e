"""What senders of files are told: what was found, and what to send instead."""

from __future__ import annotations

from typing import Final

from tailorbird.app.ports.files import FileFault, FileRefused

_NAMES_ZH: Final = {
    "image/jpeg": "JPEG 图片",
    "image/png": "PNG 图片",
    "image/webp": "WebP 图片",
    "image/gif": "GIF 图片",
    "image/heic": "HEIC 图片",
    "image/svg+xml": "SVG 图形",
    "video/mp4": "MP4 视频",
    "video/quicktime": "QuickTime 视频",
    "font/ttf": "TrueType 字体",
    "font/otf": "OpenType 字体",
    "font/woff2": "WOFF2 字体",
}


def empty() -> FileRefused:
    """There are no bytes."""
    return FileRefused(
        "The file is empty. Send the file's bytes.", "文件为空。请发送文件内容。", FileFault.EMPTY
    )


def unknown_type(allowed: tuple[str, ...]) -> FileRefused:
    """The content is of no type that is taken."""
    return FileRefused(
        f"The content is none of these types: {', '.join(allowed)}.",
        f"文件内容不属于可接受的类型：{'、'.join(allowed)}。",
    )


def mislabelled(claimed: str, found: str) -> FileRefused:
    """It is sent as another type than it is."""
    return FileRefused(
        f"The file is sent as {claimed}, but its content is {found}. Send it as what it is.",
        f"文件声明的类型是 {claimed}，而内容是 {found}。请按实际类型发送。",
    )


def too_many_bytes(size: int, most: int) -> FileRefused:
    """More bytes than are taken."""
    return FileRefused(
        f"The file has {size} bytes, and {most} is the most. Make it smaller.",
        f"文件有 {size} 字节，上限是 {most} 字节。请缩小后再发送。",
        FileFault.BYTES,
    )


def broken(media_type: str, why: str) -> FileRefused:
    """It cannot be read as what it is."""
    return FileRefused(
        f"The file begins as {media_type} but cannot be read: {why}. Open it, save it again, and send that; "
        "or send it again if the transfer was cut off.",
        f"文件以{_NAMES_ZH.get(media_type, media_type)}开头，但无法读取，可能已损坏或传输中断"
        f"（{why}）。请打开后重新保存再发送，或重新上传。",
        FileFault.BROKEN,
    )


def too_large(what: str, found: int, most: int, what_zh: str) -> FileRefused:
    """It has more of something than can be worked with safely."""
    return FileRefused(
        f"The file has {found} {what}, and {most} is the most. Send a smaller version.",
        f"文件的{what_zh}为 {found}，上限是 {most}。请发送较小的版本。",
        FileFault.SIZE,
    )


def unsafe(found: str, instead: str, found_zh: str, instead_zh: str) -> FileRefused:
    """It holds what could run, fetch or hide something."""
    return FileRefused(
        f"The file holds {found}, which is not taken in. {instead}",
        f"文件含有{found_zh}，不予接受。{instead_zh}",
        FileFault.UNSAFE,
    )
