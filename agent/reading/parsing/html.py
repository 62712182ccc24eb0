"""HTML to readable text: paragraphs, lists, table rows, links; without what a reader does not see.

A tokenizer of its own that splits at `<`, because it is linear whatever the sender wrote and the same on every Python
(the standard library's parser was quadratic on unclosed constructs until 2025). Loads nothing, renders nothing.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from agent.reading.parsing.headers import clean

LINK_LIMIT = 200
"""Most links kept of one message."""

TEXT_LIMIT = 200_000
"""Longest text handed on, in characters: forty times a long letter."""

_TAG = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
"""Possessive throughout, so that nothing has to be remembered in order to try otherwise."""

_ATTRIBUTE = re.compile(r"([a-zA-Z-]{2,20})\s*=\s*(?:\"([^\"]{0,4000})\"|'([^']{0,4000})'|([^\s\"'>]{1,2000}))")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*[01](?:px|pt|em)?\s*(?:;|!|$)"
    r"|max-height\s*:\s*0|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|(?<![-\w])height\s*:\s*[01](?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_HUGE_NUMBER = re.compile(r"&#(?:x[0-9a-f]{7,}|[0-9]{8,});?", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_TAG_LIMIT = 50_000
_QUOTE_DEPTH = 10
_LINE_LENGTH = 10_000
"""A line is broken there, so that adding to it stays cheap; no line of a letter is so long."""

_TELLING_TAGS = frozenset({"a", "blockquote"})
"""Tags with more to tell than whether they are hidden."""

_QUOTE_CLASS = re.compile(r"quote|cite|moz-cite", re.IGNORECASE)

_SILENT = frozenset({"script", "style", "title", "noscript", "template", "svg", "object", "select", "textarea"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "table", "pre"})
_LINES = frozenset(
    {"div", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "center", "address", "form", "body", "hr"}
    | {"main", "aside", "nav", "figure", "caption", "tbody", "thead", "tfoot", "br"}
)


@dataclass(frozen=True, slots=True)
class Readable:
    """The text of an HTML part, quoted matter marked by `> `, and the web links in it, in order."""

    text: str
    links: tuple[str, ...]


def readable(source: str) -> Readable:
    """The text a person would see, and the links. When hiding would hide it all or never ends, nothing is hidden."""
    shown = _Walk(hiding=True).walk(source)
    if shown.hidden or not shown.text().strip():
        shown = _Walk(hiding=False).walk(source)
    return Readable(shown.text(), tuple(dict.fromkeys(shown.links))[:LINK_LIMIT])


def looks_like_html(text: str) -> bool:
    """Whether a text that claims to be plain is HTML after all."""
    start = text[:500].lstrip().lower()
    return start.startswith(("<!doctype html", "<html", "<head", "<body", "<table", "<div", "<style", "<meta"))


@dataclass
class _Walk:
    """One pass over a source. `hidden` is the name of the tag whose content is being left out, empty outside."""

    hiding: bool
    lines: list[str] = field(default_factory=list)
    line: str = ""
    links: list[str] = field(default_factory=list)
    hidden: str = ""
    depth: int = 0
    silent: str = ""
    quotes: list[bool] = field(default_factory=list)
    cell: bool = False
    pre: int = 0
    size: int = 0

    def walk(self, source: str) -> _Walk:
        comment = False
        for number, chunk in enumerate(source.split("<", _TAG_LIMIT)[:_TAG_LIMIT]):
            if self.size > TEXT_LIMIT:
                break
            if comment or (number and chunk.startswith("!--") and self.silent == ""):
                comment = "-->" not in chunk
                rest = chunk.partition("-->")[2]
                self.say(rest)
                continue
            match = _TAG.match(chunk) if number else None
            if match is not None:
                self.tag(match[2].lower(), closing=match[1] == "/", rest=match[3])
                self.say(chunk[match.end() :])
            elif number and chunk[:1] in {"!", "?", "/"}:
                self.say(chunk.partition(">")[2])
            else:
                self.say("<" * bool(number) + chunk)
        self.end_line()
        return self

    def tag(self, name: str, *, closing: bool, rest: str) -> None:
        """Follow one tag: what is left out, where lines break, where links lead."""
        if self.silent:
            self.silent = "" if closing and name == self.silent else self.silent
        elif self.hidden:
            self.leave(name, closing=closing, rest=rest)
        elif not closing and name in _SILENT and not rest.endswith("/"):
            self.silent = name
        else:
            attributes = {} if closing else _attributes(name, rest)
            if self.hiding and not closing and name not in _VOID and _is_hidden(attributes):
                self.hidden, self.depth = name, 1
            else:
                self.layout(name, closing, attributes)

    def leave(self, name: str, *, closing: bool, rest: str) -> None:
        """Count nested tags of the hidden element's name until it is closed."""
        if name == self.hidden:
            self.depth += -1 if closing else int(not rest.endswith("/"))
            self.hidden = self.hidden if self.depth else ""

    def layout(self, name: str, closing: bool, attributes: dict[str, str]) -> None:
        bullet = self.line == "- " and not closing and name != "li"
        if (name in _PARAGRAPHS or name in _LINES) and not bullet:
            self.end_line()
        if name == "blockquote" and closing and self.quotes:
            self.quotes.pop()
        if name in _PARAGRAPHS and not bullet:
            self.end_paragraph()
        if name == "blockquote" and not closing:
            self.quote(attributes)
        elif name == "pre":
            self.pre = max(0, self.pre + (-1 if closing else 1))
        elif name == "li" and not closing:
            self.line = "- "
        elif name in {"td", "th"}:
            self.cell = not closing or self.cell
        elif name == "a" and (target := _web_link(attributes.get("href", ""))):
            self.links.append(target)

    def quote(self, attributes: dict[str, str]) -> None:
        """Open a quotation; an indented passage that is no quotation stays the sender's own words."""
        marked = attributes.get("type", "").lower() == "cite" or _QUOTE_CLASS.search(attributes.get("class", ""))
        if len(self.quotes) < _QUOTE_DEPTH:
            self.quotes.append(bool(marked))

    def end_paragraph(self) -> None:
        """Leave one empty line, marked as quoted where both sides are."""
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append("")
        if self.lines:
            self.lines[-1] = ("> " * sum(self.quotes)).rstrip()

    def say(self, source: str) -> None:
        """Add text to the line, with a bar between the cells of a row."""
        if not source or self.hidden or self.silent:
            return
        text = html.unescape(_HUGE_NUMBER.sub("", source)) if "&" in source else source
        self.size += len(text)
        if self.pre:
            *whole, text = text.split("\n")
            for line in whole:
                self.line += line
                self.end_line()
        text = _BLANKS.sub(" ", text)
        if not text.strip():
            self.line += " " if self.line else ""
            return
        if self.cell and self.line.strip("- "):
            self.line = self.line.rstrip() + (" " if self.line.rstrip().endswith(":") else " | ")
        self.cell = False
        if len(self.line) > _LINE_LENGTH:
            self.end_line()
        self.line += text if self.line and not self.line.endswith(" ") else text.lstrip()

    def end_line(self) -> None:
        line = self.line.strip()
        if line and line != "-":
            self.lines.append("> " * sum(self.quotes) + line)
        self.line, self.cell = "", False

    def text(self) -> str:
        return clean("\n".join(self.lines))[:TEXT_LIMIT].strip()


def _attributes(name: str, rest: str) -> dict[str, str]:
    """The attributes that matter, unescaped; only the first 4 kB of a tag are looked at."""
    if not ("hidden" in rest or "style" in rest.lower() or name in _TELLING_TAGS):
        return {}
    found = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(rest[:4096])}
    if "hidden" in rest and re.search(r"\shidden(?=[\s/]|$)", _ATTRIBUTE.sub("", rest[:4096])):
        found["hidden"] = "hidden"
    if name == "a" and "&" in (target := found.get("href", "")):
        found["href"] = html.unescape(_HUGE_NUMBER.sub("", target))
    return found


def _is_hidden(attributes: dict[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))


def _web_link(target: str) -> str:
    target = clean(target).strip()
    return target[:2000] if target.lower().startswith(("http://", "https://")) and " " not in target else ""
