"""A message's own words as sentences, each beside a plain form in which phrases are looked for.

The plain form is lower case, contractions spelled out, words only. Splitting is by layout and punctuation; nothing is
understood here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from agent.reading.message import Message
from agent.reading.model import QUOTE_LIMIT

MOST_SENTENCES = 400
"""Nobody says what matters after four hundred sentences; it keeps the work on a huge mail bounded."""

LONGEST = 1_200
"""Characters of one sentence that are looked at."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " ", "ß": "ss"}  # noqa: RUF001
)
_ENDS = re.compile(
    r"(?=\s)(?<=[.!?…\"')\]])(?:(?<!\b[A-Za-z]\.)(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr|Co|vs|No|ca|pm|am)\.)(?<!\b(?:Mrs|Inc|Ltd|Req|e\.g|i\.e|a\.m|p\.m)\.)"
    r"(?:(?<=[.!?…])|(?<=[.!?…][\"')\]]))\s+(?=[\"'(\[]?[A-Z0-9À-ÖØ-Þ])|(?<=[!?])\s+"
    r"|(?<=\b(?:Inc|Ltd|LLC|plc)\.)\s+(?=(?:Please|We|Thank|Unfortunately|Your|The|If|You|Our|This|As|At|I|It|In|After|While)\b))"
)
"""Where a sentence ends. A legal form's full stop ends one only before a word that begins one."""

_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦>]|\(?\d{1,2}[.)])\s+")
_LABEL = re.compile(r"\s*[A-Z][\w /&-]{1,30}:(?:\s|$)")
_OPEN_END = re.compile(
    r"\b(?:a|an|the|of|for|at|in|on|to|and|or|with|our|your|as|is|are|be|will|we|by|from|that)\s*$", re.IGNORECASE
)
_REPLY = re.compile(r"^\s*(?:(?:re|aw|antw|sv|fwd?|wg|tr|rif|r|vs|enc)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_FULL_LINE = 45


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: as written (white space collapsed), its plain form, and where it stood (`subject` or `text`)."""

    written: str
    plain: str
    words: frozenset[str]
    where: str

    def quote(self, share: float = 0.0) -> str:
        """At most `QUOTE_LIMIT` characters of it, around the point that lies `share` (0 to 1) of the way through."""
        if len(self.written) <= QUOTE_LIMIT:
            return self.written
        middle = int(len(self.written) * share)
        start = max(0, min(middle - QUOTE_LIMIT // 3, len(self.written) - QUOTE_LIMIT))
        return self.written[start : start + QUOTE_LIMIT].strip()


def sentences_of(message: Message, contractions: Mapping[str, str]) -> tuple[Sentence, ...]:
    """The subject and the sender's own text, sentence by sentence; of a reply's subject see `is_reply`."""
    subject = own_subject(message.envelope.subject)
    written = [(subject, "subject")] if subject else []
    written += [(sentence, "text") for sentence in split_sentences(message.text)[:MOST_SENTENCES]]
    return tuple(_sentence(text[:LONGEST], where, contractions) for text, where in written)


def own_subject(subject: str) -> str:
    """The subject without `Re:` and its cousins, white space collapsed."""
    return " ".join(_REPLY.sub("", subject).split())


def is_reply(subject: str) -> bool:
    """Whether the subject is an older message's, kept by a reply or a forwarding."""
    return _REPLY.match(subject) is not None


def spelled_out(text: str, contractions: Mapping[str, str]) -> str:
    """Lower case, straight quotes, contractions in full: `We've` becomes `we have`, `won't` becomes `will not`."""
    text = text.translate(_QUOTES).lower()
    if "'" in text:
        for short, full in contractions.items():
            text = text.replace(short, full)
    return text


def plain_form(text: str, contractions: Mapping[str, str]) -> str:
    """Words only, each after one space, with a space at the end."""
    words = _WORD.findall(spelled_out(text, contractions))
    return f" {' '.join(words)} " if words else " "


def split_sentences(text: str) -> list[str]:
    """Split by blank lines, list items, labels and full stops; lines that were only wrapped are joined again."""
    return [
        " ".join(sentence.split())
        for line in _unwrapped(text)
        for sentence in _ENDS.split(line)
        if sentence and not sentence.isspace()
    ]


def _unwrapped(text: str) -> list[str]:
    lines: list[str] = []
    previous = ""
    for line in text.splitlines():
        if lines and _continues(previous, line):
            lines[-1] = f"{lines[-1]} {line.strip()}"
        elif line.strip():
            lines.append(line.strip())
        previous = line
    return lines


def _continues(previous: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the one before: wrapped by a mail client, not ended by its writer."""
    if not previous.strip() or not line.strip() or _BULLET.match(line) or _LABEL.match(line):
        return False
    return len(previous) >= _FULL_LINE or line.lstrip()[0].islower() or _OPEN_END.search(previous) is not None


def _sentence(written: str, where: str, contractions: Mapping[str, str]) -> Sentence:
    plain = plain_form(written, contractions)
    return Sentence(written, plain, frozenset(plain.split()), where)
