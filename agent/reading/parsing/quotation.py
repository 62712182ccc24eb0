"""What of a text is the sender's own new words, and what is quoted, forwarded, signature or disclaimer.

Knows how English, German, French, Spanish and Dutch mail programs mark these. When all would be cut, nothing is: a text
wrongly kept costs a question, one wrongly cut costs an interview. Does not decide what any of it means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

_LINE_LOOKED_AT = 400
_LINE_LIMIT = 5_000
"""Lines looked at one by one, far more than a letter has; what follows is taken as one."""

_ATTRIBUTION_LINES = 3
_HEADING_LINES = 8
_SIGNATURE_LINES = 20
_SENTENCE_WORDS = 9

_FORWARD = re.compile(
    r"^\W{0,40}(?:(?:begin )?forwarded message|(?:anfang der )?weitergeleitete[nr]? (?:nachricht|e-?mail)"
    r"|(?:début du )?message transféré|(?:inicio del )?mensaje reenviado|(?:begin )?doorgestuurd (?:bericht|e-?mail))"
    r"\W{0,40}$",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"^[-_*\s]{2,40}(?:original (?:message|appointment|e-?mail)|ursprünglicher? (?:nachricht|termin)"
    r"|message d['’]origine|mensaje original|oorspronkelijk bericht|original-?nachricht)[-_*\s]{2,40}$",
    re.IGNORECASE,
)
_WROTE = r"(?:wrote|schrieb|a écrit|escribió|schreef|geschreven)"
_SAID = re.compile(rf"\b{_WROTE}\b")
_SAID_BY = ("wrote", "schrieb", "a écrit", "escribió", "schreef", "geschreven")
"""What it takes to say so; looked for first, for it is sooner found."""

_DATED = re.compile(rf"^\W{{0,3}}(?:On|Am|Le|El|Op|At)\b.{{3,250}}\b{_WROTE}\b.{{0,120}}:\s*$")
_NAMED = re.compile(rf"^.{{2,250}}\b{_WROTE}(?: (?:am|op|le|el|on) .{{3,60}}\b\d\d?[:.h]\d\d.{{0,20}}?)?\s?:\s*$")
_HEADING = {
    "from": re.compile(r"^\W{0,3}(?:From|Von|De|Van)\W{0,3}:\W{0,3}\S", re.IGNORECASE),
    "date": re.compile(
        r"^\W{0,3}(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Fecha|Verzonden|Enviado el)\W{0,3}:", re.IGNORECASE
    ),
    "to": re.compile(r"^\W{0,3}(?:To|An|À|A|Para|Aan|Cc)\W{0,3}:", re.IGNORECASE),
    "subject": re.compile(r"^\W{0,3}(?:Subject|Betreff|Objet|Asunto|Onderwerp)\W{0,3}:", re.IGNORECASE),
}
_MOBILE = re.compile(
    r"^(?:sent (?:from|via|with) (?:my |the )?[\w .-]{2,40}|get outlook for \w+.{0,40}"
    r"|(?:diese nachricht wurde )?von meinem .{2,60} gesendet|gesendet (?:von|mit) .{2,40}"
    r"|(?:verstuurd|verzonden) (?:vanaf|met|via) .{2,40}|envoyé (?:de|depuis) .{2,40}|enviado desde .{2,40})"
    r"\W{0,3}$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:(?:with |my )?(?:very )?(?:kind(?:est)?|best|warm(?:est)?|many) (?:regards|wishes|thanks)|regards"
    r"|all the best|best|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|respectfully|cheers|warmly|cordially"
    r"|(?:many |with )?thanks(?: again| so much| and regards)?|thank you(?: again| very much| for your time)?|take care"
    r"|(?:(?:mit|den|ganz|viele[nm]?|beste[nm]?|liebe[nm]?|schöne[nm]?|sonnige[nm]?|herzliche[nm]?|herzlichste[nm]?"
    r"|freundliche[nm]?|kollegiale[nm]?) ){0,4}gr(?:u|ü|ue)(?:ß|ss)(?:en?)?(?: (?:aus|nach|vom|von|und) .{2,40})?"
    r"|mfg|[lvbs]g|hochachtungsvoll|alles (?:gute|liebe)"
    r"|(?:bien |très )?(?:cordialement|amicalement)(?: vôtre)?|bien à vous"
    r"|(?:belle|bonne|excellente) (?:journée|soirée)"
    r"|cdl?t"
    r"|(?:(?:reciba|recibe|le envío|te envío|le mando) )?(?:un )?(?:cordial |afectuoso )?saludos?(?: cordiales)?"
    r"|atentamente|cordialmente|muchas gracias|un abrazo"
    r"|(?:met )?(?:(?:vriendelijke|hartelijke|beste|warme|veel|lieve|sportieve|collegiale|de meeste) ){0,2}"
    r"(?:groet(?:en|jes)?|hoogachting)(?: (?:uit|van|en) .{2,40})?|hoogachtend|liefs"
    r"|alvast bedankt|mvg|gr)[,.! ]{0,3}$",
    re.IGNORECASE,
)
_SALUTATIONS = re.compile(
    r"^.{0,60}\bsalutations(?: distinguées| les meilleures| respectueuses| cordiales)?[,.! ]{0,3}$", re.IGNORECASE
)
"""The one closing formula that may begin with anything, kept apart so that other lines need not be tried with it."""

_POSTSCRIPT = re.compile(r"^(?:p\.?\s?p?\.?\s?s\.?|n\.?b\.?)\s?[:.\-–)]", re.IGNORECASE)
_SUBSTANCE = re.compile(
    r"\b\d{1,2}[:.h]\d{2}\b|\b(?:meeting|interview|passcode|besprechung|gespräch|entretien|entrevista|gesprek)\b"
    r"|zoom\.us/|teams\.microsoft|meet\.google|webex\.com",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"(?:not|nicht|n['’]êtes pas|no es|niet) (?:the |der |le |la |el |de )?(?:\w+ ){0,4}"
    r"(?:intended recipient|adressat|empfänger|destinataire|destinatario|geadresseerde)"
    r"|intended (?:solely|only|exclusively) for (?:the )?(?:use|addressee|person|individual|named|recipient)"
    r"|(?:e-?mail|message|communication|transmission)\b.{0,80}\b(?:is|are|may be|contains?|may contain) .{0,40}"
    r"(?:confidential|privileged).{0,200}(?:recipient|addressee|sender|delete|disclos)"
    r"|diese (?:e-?mail|nachricht) (?:enthält|kann) vertrauliche|ce (?:message|courriel).{0,80}confidentiel"
    r"|este (?:mensaje|correo).{0,80}confidencial|dit (?:e-?mail)?bericht.{0,60}vertrouwelijk"
    r"|consider the environment before printing|denken sie an die umwelt",
    re.IGNORECASE | re.DOTALL,
)
_LEGAL_WORDS = (
    *("recipient", "intended ", "confiden", "privileged", "environment before", "adressat", "empfänger", "vertraulich"),
    *("umwelt", "destinat", "geadresseerde", "vertrouwelijk"),
)


@dataclass(frozen=True, slots=True)
class Separated:
    """A text taken apart. `doubtful` tells that nothing but quoted or forwarded matter was found, and all was kept."""

    text: str
    quoted: str = ""
    forwarded: str = ""
    signature: str = ""
    disclaimer: str = ""
    doubtful: bool = False


def separate(text: str, *, forwards: bool) -> Separated:
    """Take a text apart. `forwards`: the subject calls it a forward, so that a letter below is a forwarded one."""
    lines = text.split("\n", _LINE_LIMIT)
    said = any(word in text for word in _SAID_BY) and _SAID.search(text)
    attributed = _attributions(lines) if said else {}
    cut, forward = _cut(lines, attributed)
    own, quoted = _without_quotes(lines[:cut], attributed)
    rest = "\n".join(lines[cut:]).strip()
    own, signature = _without_signature(own)
    words, disclaimer = _without_disclaimer("\n".join(own))
    is_forward = forward or (forwards and bool(rest))
    kept = words.strip(" \n_-*=")
    return Separated(
        text=kept or text.strip(),
        quoted="\n".join(quoted if is_forward else (*quoted, rest)).strip(),
        forwarded=rest if is_forward else "",
        signature="\n".join(signature).strip(),
        disclaimer=disclaimer,
        doubtful=not kept and bool(text.strip()),
    )


def _cut(lines: list[str], attributed: dict[int, int]) -> tuple[int, bool]:
    """Where a whole letter below begins, and whether it is marked as forwarded; the end when there is none."""
    for at, line in enumerate(lines):
        short = line[:_LINE_LOOKED_AT]
        if _FORWARD.match(short):
            return at, True
        # Most lines begin with a letter and have no colon: they are neither.
        if (not short[:1].isalpha() and _ORIGINAL.match(short)) or (":" in short and _is_heading(lines, at)):
            return at, False
        if at in attributed and not _quotes_follow(lines, attributed[at]):
            return at, False
    return len(lines), False


def _is_heading(lines: list[str], at: int) -> bool:
    """Whether a line begins a letter's heading as Outlook writes it: From, and two more of its fields below.

    Some programs put the date above the sender.
    """
    begins = at + 1 if _HEADING["date"].match(lines[at][:_LINE_LOOKED_AT]) and at + 1 < len(lines) else at
    if not _HEADING["from"].match(lines[begins][:_LINE_LOOKED_AT]):
        return False
    below = [line[:_LINE_LOOKED_AT] for line in lines[at:begins] + lines[begins + 1 : begins + _HEADING_LINES]]
    found = {name for name, label in _HEADING.items() if name != "from" and any(label.match(line) for line in below)}
    return len(found) > 1 and ("subject" in found or "@" in lines[begins])


def _attributions(lines: list[str]) -> dict[int, int]:
    """Where attributions ("On … Ann wrote:") begin, each with the index after it; they run over up to three lines."""
    found: dict[int, int] = {}
    for at, line in enumerate(lines):
        if not line.startswith(">") and _SAID.search(line[:_LINE_LOOKED_AT]):
            for first in range(max(0, at - 2), at + 1):
                last = _attribution_end(lines, first, at)
                if last:
                    found[first] = last
                    break
    return found


def _attribution_end(lines: list[str], first: int, at: int) -> int:
    """The index after the attribution that begins at `first` and says "wrote" at `at`; 0 when it is none."""
    for last in range(at + 1, min(at + _ATTRIBUTION_LINES, len(lines) + 1)):
        joined = " ".join(line.strip() for line in lines[first:last])
        if joined.endswith(":"):
            pattern = _DATED if first < at or _DATED.match(joined[:_LINE_LOOKED_AT]) else _NAMED
            return last if pattern.match(joined[:_LINE_LOOKED_AT]) and re.search(r"\d|@", joined) else 0
    return 0


def _quotes_follow(lines: list[str], at: int) -> bool:
    near = [line for line in lines[at : at + 5] if line.strip()]
    return any(line.startswith(">") for line in near[:2])


def _without_quotes(lines: list[str], attributed: dict[int, int]) -> tuple[list[str], list[str]]:
    """The lines that are new, and those quoted with `>` together with the attribution above them."""
    introduced = {n for first, last in attributed.items() for n in range(first, last)}
    old = [at in introduced or line.startswith(">") for at, line in enumerate(lines)]
    return [x for x, is_old in zip(lines, old, strict=True) if not is_old], [
        x for x, is_old in zip(lines, old, strict=True) if is_old
    ]


def _without_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of the letter, and those of its signature: after `--`, a phone's own line, or the closing formula."""
    left = _filled(lines)
    for at, line in enumerate(lines):
        if line.rstrip() == "--" and left <= _SIGNATURE_LINES:
            return lines[:at], lines[at + 1 :]
        left -= bool(line.strip())
    phone = [line for line in lines if _MOBILE.match(line[:80].strip())]
    if phone:
        mobile = frozenset(phone)
        lines = [line for line in lines if line not in mobile]
    closings = [at for at, line in enumerate(lines) if _closes(line[:80].strip())]
    if not closings:
        return lines, phone
    end = closings[-1] + 1
    names = _name_lines(lines[end:])
    return lines[:end] + lines[end + len(names) :], names + phone


def _closes(line: str) -> bool:
    return bool(_CLOSING.match(line) or ("alutations" in line.lower() and _SALUTATIONS.match(line)))


def _filled(lines: list[str]) -> int:
    return sum(1 for line in lines if line.strip())


def _name_lines(lines: list[str]) -> list[str]:
    """The lines after a closing formula that are names, titles, addresses: up to anything of substance."""
    names = list(takewhile(lambda line: not _says_something(line), lines))
    return names if _filled(names) <= _SIGNATURE_LINES else []


def _says_something(line: str) -> bool:
    shown = line.strip()[:_LINE_LOOKED_AT]
    # A line of many words goes on in the next one, unless it lists a firm's particulars.
    sentence = len(shown.split()) >= _SENTENCE_WORDS and not re.search(r"\d|[|·•]", shown[:-1])
    return bool(sentence or _POSTSCRIPT.match(shown) or _SUBSTANCE.search(shown))


def _without_disclaimer(text: str) -> tuple[str, str]:
    """The text without its legal paragraphs, and those."""
    paragraphs = text.split("\n\n")
    # Every pattern needs one of these words; most letters have none, and need not be searched.
    heard = _sounds_legal(text)
    legal = [p for p in paragraphs if heard and _sounds_legal(p) and _DISCLAIMER.search(p[:3000])]
    if not legal:
        return text, ""
    cut = frozenset(legal)
    return "\n\n".join(p for p in paragraphs if p not in cut), "\n\n".join(p.strip() for p in legal)


def _sounds_legal(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in _LEGAL_WORDS)
