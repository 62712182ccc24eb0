"""A draft's bytes as a person reads them: subject and text."""

from __future__ import annotations

from email import message_from_bytes, policy


def subject_of(raw: bytes) -> str:
    """The subject of a draft we composed."""
    return str(message_from_bytes(raw, policy=policy.default)["Subject"] or "")


def text_of(raw: bytes) -> str:
    """The text of a draft we composed, with LF line ends."""
    content: str = message_from_bytes(raw, policy=policy.default).get_content()
    return content.replace("\r\n", "\n")
