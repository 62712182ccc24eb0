"""What the lint looks at: one draft with its records, and the views of its text that the rules share.

No rule is decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from agent.deciding import PlaceDraft
from agent.reading import Identity
from agent.writing.cleaning import one_line
from agent.writing.demands import Demands, demands_of
from agent.writing.model import Draft

_RECORDED = (
    "full_name", "name", "role", "company", "requisition", "interviewers", "contact_name", "topic", "points", "my_name",
)  # fmt: skip
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Case:
    """A draft under the lint. `values` are the records its template could name, `sent_before` earlier texts."""

    draft: Draft
    action: PlaceDraft
    me: Identity
    values: dict[str, str]
    sent_before: tuple[str, ...] = ()
    language: str = "en"

    @property
    def demands(self) -> Demands:
        """What this kind of letter must keep to."""
        return demands_of(self.action)

    @property
    def body(self) -> str:
        """The text without the sign-off."""
        return self.draft.text.rstrip().removesuffix(sign_off(self.me)).rstrip()

    @property
    def own_words(self) -> str:
        """The body with names and titles on record taken out: an employer called "Urgent Care" is no pressure."""
        text = self.body
        for value in sorted((self.values.get(n, "") for n in _RECORDED), key=len, reverse=True):
            if value:
                text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "·", text)
        return text

    @property
    def greeting(self) -> str:
        """The first line."""
        return self.body.partition("\n")[0]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The body's sentences."""
        return tuple(s for s in _SENTENCE_END.split(self.body) if s)

    @property
    def headers(self) -> Message:
        """The draft's bytes as a message: only its headers are of interest."""
        return message_from_bytes(self.draft.raw)


def sign_off(me: Identity) -> str:
    """What stands below the closing: the signature, with the name if it lacks it; else the name and, if set, phone."""
    name, signature = one_line(me.name), "\n".join(one_line(line) for line in me.signature.strip().splitlines())
    if not signature:
        return "\n".join(line for line in (name, one_line(me.phone)) if line)
    return signature if name.casefold() in signature.casefold() else f"{name}\n{signature}"
