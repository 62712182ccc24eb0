"""Plain text: format=flowed undone, hard line breaks joined, and the choice between a plain and an HTML version.

Works on decoded text only; what is quoted, forwarded or signature is told apart in `quotation`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from agent.reading.parsing.headers import clean

TEXT_LIMIT = 200_000
"""Longest text handed on, in characters: forty times a long letter."""

_POINTER = re.compile(
    r"(?:view|read|see|open|display)\w*\s.{0,60}(?:browser|html|online|web)|(?:not|n't)\s.{0,30}(?:support|display)\w*\s.{0,30}html"
    r"|html\W{0,3}(?:version|format|e-?mail|compatible|f[äa]hig|ansicht)|im browser|dans (?:votre|un) navigateur"
    r"|en (?:tu|su|el) navegador|in (?:je|uw|de) browser|version html|nella versione html",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"')\]]{1,2000}", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
_BLANKS = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")
"""What is not one blank already, and should be."""

_MANY_BREAKS = re.compile(r"\n{3,}")
_OWN_LINE = re.compile(r"[-*•·>+#=_|]|\(?\w{1,3}[.)]\s|\S{1,30}:(?:\s|$)|https?:")

_WIDTHS = range(50, 101)
"""Widths at which programs wrap text they send; outside, a line break is the writer's own."""


def plain(text: str, *, flowed: bool, delsp: bool) -> str:
    """A plain text part as its writer saw it, with clean characters and paragraphs apart."""
    text = text[: TEXT_LIMIT * 2].replace("\r\n", "\n").replace("\r", "\n")
    text = _unflowed(text, delsp=delsp) if flowed else text
    return tidy(text)


def tidy(text: str) -> str:
    """Clean characters, single blanks, no more than one empty line in a row; at most `TEXT_LIMIT` characters."""
    text = _BLANKS.sub(" ", text[: TEXT_LIMIT * 2])
    cleaned = clean(text)
    # As long as nothing was taken out, no line ends in more than one blank.
    text = text.replace(" \n", "\n") if cleaned == text else "\n".join(line.rstrip() for line in cleaned.split("\n"))
    return _MANY_BREAKS.sub("\n\n", text)[:TEXT_LIMIT].strip()


def prefer_html(plain_text: str, html_text: str) -> bool:
    """Whether the plain version is empty or merely points to the HTML one."""
    if not html_text.strip():
        return False
    bare = _URL.sub("", plain_text)
    letters = len(_LETTERS.findall(bare[:2000]))
    if letters < 3:  # noqa: PLR2004 - fewer letters than a word has
        return True
    much_shorter = letters < 400 and len(plain_text) * 2 < len(html_text)  # noqa: PLR2004 - a pointer is a sentence or two
    return much_shorter and _POINTER.search(bare[:1000]) is not None


def links(text: str) -> tuple[str, ...]:
    """The web links written out in a text, in order, without the punctuation that follows them."""
    return tuple(dict.fromkeys(found.rstrip(".,;:!?*'\u2019\u201d\u00bb") for found in _URL.findall(text)))[:200]


def _unflowed(text: str, *, delsp: bool) -> str:
    """RFC 3676: a line that ends in a blank goes on in the next one of the same quotation depth."""
    out: list[str] = []
    flowing, depth_before = False, 0
    for line in text.split("\n"):
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        if not (flowing and depth == depth_before and bare != "-- "):
            out.append("\n" + ">" * depth + " " * bool(depth))
        flowing, depth_before = bare.endswith(" ") and bare != "-- ", depth
        out.append(bare[:-1] if flowing and delsp else bare)
    return "".join(out)[1:]


def unwrapped(text: str) -> str:
    """Join the lines a program broke: those whose next word would not have fitted into the width it kept to."""
    lines = text.split("\n")
    lengths = [len(line) for line in lines if line]
    width = max((length for length in lengths if length in _WIDTHS), default=0)
    overlong = sum(length >= _WIDTHS.stop for length in lengths)
    if not width or overlong * 5 > len(lengths):
        return text
    out = [lines[0]]
    for last, line in pairwise(lines):
        full = bool(last) and len(last) + 1 + len(line.partition(" ")[0]) > width
        out += [" " if full and line and not _OWN_LINE.match(line) else "\n", line]
    return "".join(out)
