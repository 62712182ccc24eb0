"""Where a sentence ends, and where a line only wraps: by punctuation, capitals and the abbreviations of five languages.

Layout and punctuation decide; nothing is understood.
"""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…](?:(?:[\"')\]”]|\s?»)?\s+(?=[\"'(\[«„“¿¡]{0,2}\s?[A-Z0-9À-ÖØ-Þ])|(?<=[!?])[\"')\]”»]?\s+)")
_END_IN_SPANISH = re.compile(rf"{_END.pattern}|(?<=[\"')\]”»])\s+(?=[¿¡])")
"""Where a question begins as Spanish ones do, a sentence has ended, too."""

_LAST_WORD = re.compile(r"[^\s\"'()«»„“]*$")
_MONTH = re.compile(
    r"(?:Jan|Feb|Mär|Maer|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Runde|Stock|Etage|Quartal|Gespräch|Halbjahr|Kalender)\w*"
)
"""What a German ordinal stands before: `am 17. März`, `die 2. Runde`."""

_STARTS = re.compile(
    r"(?:Please|We|Thank|Unfortunately|Your|The|If|You|Our|This|As|At|I|It|In|After|While"
    r"|Nous|Vous|Votre|Merci|Malheureusement|Le|La|Les|Si|Après|Suite|Je|Il|Cependant|Toutefois"
    r"|Hemos|Gracias|Lamentablemente|Tu|Su|El|Le|Te|En|Tras|Queremos|Para|Sin|Por"
    r"|Wir|Sie|Ihre|Vielen|Leider|Die|Der|Das|Wij|Je|Uw|Bedankt|Helaas|De|Het)\b"
)
"""Words that begin a sentence: after a legal form's full stop, only they do."""

_LEGAL = frozenset({"inc.", "ltd.", "co.", "llc.", "plc.", "s.a.", "s.l.", "s.a.s.", "b.v.", "n.v.", "c.v.", "s.r.l."})
_SHORT = frozenset(
    f"{word}."
    for words in (
        "Mr Ms Dr St Jr Sr Co vs No ca pm am Mrs Inc Ltd Req e.g i.e a.m p.m approx Prof",
        "Mme Mmes Mlle MM Pr Ste p.ex ex Réf réf tél Tél Tel n° N° bd env c.-à-d",
        "Sra Srta Sres Sras Srs Dra Dña Ud Uds Vd Vds Lic Ing Arq p.ej ej núm Núm pág aprox Gral EE UU Atte Av Avda",
        "Hr Fr Hrn Frl Nr nr z.B d.h u.a o.ä bzw ggf evtl inkl zzgl usw vgl Dipl Abt Std Str i.d.R s.o u.U z.T z.Hd",
        "o.g Dhr dhr Mw mw Mevr mevr drs Drs ir mr bijv Bijv d.w.z o.a m.b.t i.v.m t.a.v incl excl evt a.s jl t.n.v",
    )
    for word in words.split()
)
"""What a full stop shortens rather than ends; `z. B.` and other single letters need not be listed."""

_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦>●○■□‣➢➤►✓✔]|\(?\d{1,2}[.)])\s+")
_LABEL = re.compile(r"\s*[A-ZÀ-ÖØ-Þ¿][\w /&'’().°º-]{1,36}\s?:(?:\s|$)")
_OPEN_END = re.compile(
    r"(?:\b(?:a|an|the|of|for|at|in|on|to|and|or|with|our|your|as|is|are|be|will|we|by|from|that"
    r"|de|du|des|la|le|les|un|une|et|ou|au|aux|pour|avec|par|votre|notre|vos|nos|nous|vous|que|qui|en|dans|sur|chez"
    r"|el|los|las|una|y|o|con|su|sus|para|por|del|al|se|nuestro|nuestra|tu"
    r"|und|oder|der|die|das|den|dem|des|ein|eine|einen|einem|einer|mit|für|von|zu|zum|zur|im|am|bei|auf|ihre|ihrer|unsere"
    r"|unserer|wir|sie|het|een|van|voor|met|op|wij|uw|onze|naar)|\bà)\s*$",
    re.IGNORECASE,
)
_LONGEST_SMALL_WORD = len("unserer")
_FULL_LINE = 45


def split_sentences(text: str) -> list[str]:
    """Split by blank lines, list items, labels and full stops; lines that were only wrapped are joined again."""
    return [" ".join(sentence.split()) for line in _unwrapped(text) for sentence in _sentences(line)]


def _sentences(line: str) -> list[str]:
    """A line's sentences, without those that hold nothing."""
    found: list[str] = []
    begin = 0
    end = _END_IN_SPANISH if "¿" in line or "¡" in line else _END
    for match in end.finditer(line):
        if not _goes_on(line, begin, match):
            found.append(line[begin : match.end()])
            begin = match.end()
    found.append(line[begin:])
    return [sentence for sentence in found if sentence and not sentence.isspace()]


def _goes_on(line: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the full stop found is an abbreviation's, an initial's or an ordinal's."""
    stop = match[0].rstrip()
    if not stop.startswith(".") or len(stop) > 1:
        return False
    word = _LAST_WORD.search(line, max(begin, match.start() - 24), match.start() + 1)
    shown = word[0] if word else ""
    if shown.lower() in _LEGAL:
        return _STARTS.match(line, match.end()) is None
    if shown in _SHORT or re.fullmatch(r"(?:[^\W\d_]\.)*[A-Za-z]\.", shown):
        return True
    return shown[:-1].isdigit() and len(shown) <= len("31.") and _MONTH.match(line, match.end()) is not None


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
    if len(previous) >= _FULL_LINE or line.lstrip()[0].islower():
        return True
    shown = previous.rstrip()
    return _OPEN_END.search(shown, max(0, len(shown) - _LONGEST_SMALL_WORD)) is not None
