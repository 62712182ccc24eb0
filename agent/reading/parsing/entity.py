"""One part of a message, or the whole of it: its type, its file name, its octets, and the parts within (RFC 2045).

Types as nearly every program writes them are read by one pattern; what is written otherwise goes to the standard
library, and so does what is encoded otherwise than as quoted-printable. Limits are kept in `guards`, which makes these.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message as Shell

from agent.reading.parsing.failure import Failure, attempt
from agent.reading.parsing.headers import charset

Fields = tuple[tuple[str, str], ...]
"""Header fields in their order: names in lower case, octets beyond ASCII as surrogates."""

_VALUE = r"\"[ !#-:=?-\[\]-~]*\"|[A-Za-z0-9!#$%&*+./:=?@^_`{|}~-]+"
_PARAMETER = re.compile(rf";\s*([A-Za-z][A-Za-z0-9_-]*)\s*=\s*({_VALUE})\s*", re.ASCII)
_PLAIN = re.compile(rf"\s*([A-Za-z0-9.+_-]+/[A-Za-z0-9.+_-]+)\s*((?:{_PARAMETER.pattern}){{0,20}});?\s*", re.ASCII)
"""A type, or a disposition below, whose parameters need no second thought."""

_DISPOSED = re.compile(rf"\s*([A-Za-z]+)\s*((?:{_PARAMETER.pattern}){{0,20}});?\s*", re.ASCII)
_UNTYPED = re.compile(r"[^a-z0-9!#$&^_.+/-]")
_CALENDARS = frozenset({"text/calendar", "text/x-vcalendar", "application/ics", "application/calendar"})
_AS_IT_IS = frozenset({"", "7bit", "8bit", "binary"})


@dataclass(slots=True)
class Entity:
    """A part as its own header describes it.

    `kind` is the type in lower case, `text/plain` where none is stated; `name` the file name, still encoded. `body` is
    encoded as `encoding` says. `fields` are kept of messages only, those that describe the body left out.
    """

    kind: str = "text/plain"
    parameters: Mapping[str, str] = field(default_factory=dict)
    boundary: str = ""
    name: str = ""
    attached: bool = False
    encoding: str = ""
    body: bytes = b""
    fields: Fields = ()
    parts: list[Entity] = field(default_factory=list)

    @property
    def is_calendar(self) -> bool:
        """Whether it is a calendar, by its type or its file name."""
        return self.kind in _CALENDARS or self.name.lower().endswith((".ics", ".vcs"))

    @property
    def is_bare(self) -> bool:
        """Whether its body stands there unencoded."""
        return self.encoding in _AS_IT_IS

    @property
    def charset(self) -> str | None:
        """The codec of its text, None when it names none there is."""
        return charset(self.parameters.get("charset"))

    def field(self, name: str) -> str:
        """The first field of that name, as it stands."""
        return next((value for key, value in self.fields if key == name), "")

    def octets(self) -> bytes:
        """Its body with the transfer encoding undone, as far as it can be."""
        if self.encoding == "quoted-printable":
            return binascii.a2b_qp(self.body)
        if self.is_bare:
            return self.body
        shell = Shell()
        shell["content-transfer-encoding"] = self.encoding
        shell.set_payload(self.body.decode("ascii", "surrogateescape"))
        payload = attempt(lambda: shell.get_payload(decode=True))
        return payload if isinstance(payload, bytes) else b""


def described(kind: str, disposition: str, encoding: str) -> Entity:
    """A part without a body, by the fields that describe it; their octets are taken for Latin-1."""
    stated, disposed = _PLAIN.fullmatch(kind), _DISPOSED.fullmatch(disposition)
    parameters = _parameters(stated[2]) if stated else None if kind else {}
    placed = _parameters(disposed[2]) if disposed else None if disposition else {}
    if parameters is None or placed is None:
        return _by_library(kind, disposition, encoding)
    return Entity(
        kind=stated[1].lower() if stated else "text/plain",
        parameters=parameters,
        boundary=parameters.get("boundary", "").rstrip(),
        name=(placed["filename"] if "filename" in placed else parameters.get("name", "")).strip(),
        attached=disposition.lower().startswith("attachment"),
        encoding=encoding.lower(),
    )


def _parameters(text: str) -> dict[str, str] | None:
    """Parameters by name in lower case; None when one comes twice, for then it matters who asks."""
    if not text:
        return {}
    listed = [(match[1].lower(), match[2].strip('"')) for match in _PARAMETER.finditer(text)]
    found = dict(listed)
    return found if len(found) == len(listed) else None


def _by_library(kind: str, disposition: str, encoding: str) -> Entity:
    """The same of whatever was written, for the standard library reads a type in more ways than there are names for."""
    shell = Shell()
    for name, value in (("content-type", kind), ("content-disposition", disposition)):
        if value:
            shell[name] = value
    listed, boundary = attempt(shell.get_params), attempt(shell.get_boundary)
    stated = [] if isinstance(listed, Failure) or listed is None else listed[1:]
    return Entity(
        kind=_UNTYPED.sub("", shell.get_content_type()),
        parameters={str(name).lower(): str(value) for name, value in stated},
        boundary=boundary if isinstance(boundary, str) else "",
        name=_file_name(shell, f"{kind}{disposition}"),
        attached=disposition.lower().startswith("attachment"),
        encoding=encoding.lower(),
    )


def _file_name(shell: Shell, stated: str) -> str:
    """The file name of a part, still encoded; empty when there is none."""
    name = attempt(shell.get_filename) if "name" in stated.lower() else ""
    if not isinstance(name, str):
        return ""
    # Octets that were put there as they are: any charset, and most likely UTF-8.
    return name if stated.isascii() else name.encode("latin-1", "replace").decode("ascii", "surrogateescape")
