"""Whether a machine wrote a message, from its header alone: RFC 3834, list headers, reports, no-reply addresses.

A relay is no machine: an applicant system that passes on a person's words is not called automated for that, and
List-Unsubscribe or X-Auto-Response-Suppress alone prove nothing. What the words say is judged elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from agent.reading.model import Address, Automated

_NO_REPLY = re.compile(
    r"no[-_.]?repl(?:y|ies)|do[-_.]?not[-_.]?(?:reply|respond)|dontreply|ne[-_.]?pas[-_.]?repondre|nepasrepondre"
    r"|keine?[-_.]?antwort|nicht[-_.]?antworten|no[-_.]?responder|no[-_.]?contestar|niet[-_.]?(?:be)?antwoorden"
    r"|geen[-_.]?antwoord|nao[-_.]?respond[ae]r?|non[-_.]?rispondere|unattended|^owner-|-(?:request|owner)$"
    r"|(?:^|[-_.+])(?:notifications?|notify|notifier|mailer|bounces?|postmaster|alerts?|job-?alerts?|newsletters?"
    r"|auto-?(?:mailer|confirm|reply|response)|automated|mailer-daemon|listserv|majordomo)(?=$|[-_.+\d])",
    re.IGNORECASE,
)
_NO_REPLY_HOST = re.compile(r"(?:^|\.)(?:no-?reply|donotreply|bounces?)\.", re.IGNORECASE)
_DAEMON = re.compile(r"^(?:mailer[-_.]?daemon|mail[-_.]?daemon|mdaemon)$", re.IGNORECASE)
_REPORT = re.compile(r"multipart/report\b.*report-type\s*=\s*\"?([\w-]+)", re.IGNORECASE | re.DOTALL)
_UNDELIVERED = re.compile(
    r"undeliver|delivery (?:status|failure|has failed)|delivery.{0,20}fail|returned mail|mail delivery|unzustellbar"
    r"|nicht zugestellt|zustell\w* (?:fehl|nicht)|fehl\w* (?:bei der )?zustellung|zustellungsfehler|non remis"
    r"|échec de (?:la )?remise"
    r"|no entregado|no se (?:ha )?pud\w* entregar|onbestelbaar|niet (?:bezorgd|afgeleverd)|failure notice",
    re.IGNORECASE,
)
_ANSWERED = frozenset({"x-autoreply", "x-autoreply-from", "x-autorespond", "x-autoresponder", "x-auto-reply"}) | {
    "x-mail-autoreply",
    "x-vacation",
    "x-auto-response",
}
_NEGATIVE = frozenset({"", "no", "false", "0"})


def automated(
    header: Callable[[str], str], sender: Address | None, reply_to: tuple[Address, ...], subject: str
) -> Automated | None:
    """The sign that a machine wrote it, the most telling first; None when there is none. `header` takes lower case."""
    if _is_bounce(header, sender, subject):
        return Automated.BOUNCE
    submitted = header("auto-submitted").partition(";")[0].partition("(")[0].strip().lower()
    precedence = header("precedence").strip().lower()
    if _is_answer(header, submitted, precedence):
        return Automated.AUTO_REPLIED
    if precedence in {"bulk", "list", "junk"} or header("list-id"):
        return Automated.BULK
    if submitted not in _NEGATIVE:
        return Automated.AUTO_GENERATED
    return Automated.NO_REPLY if _takes_no_reply(sender, reply_to) else None


def is_no_reply(address: Address) -> bool:
    """Whether an address says of itself that nobody reads what is sent there."""
    return _NO_REPLY.search(address.local) is not None or _NO_REPLY_HOST.search(address.domain + ".") is not None


def _takes_no_reply(sender: Address | None, reply_to: tuple[Address, ...]) -> bool:
    """A no-reply sender, unless answers are wanted at another address: a person may write through a relay."""
    return sender is not None and is_no_reply(sender) and all(is_no_reply(a) for a in reply_to)


def _is_bounce(header: Callable[[str], str], sender: Address | None, subject: str) -> bool:
    report = _REPORT.search(header("content-type")[:1000])
    if report is not None:
        return report[1].lower() in {"delivery-status", "feedback-report"}
    local = sender.local if sender is not None else ""
    from_nobody = header("return-path").replace(" ", "") == "<>"
    from_office = local.lower() in {"postmaster", "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e"} or from_nobody
    return bool(
        header("x-failed-recipients") or _DAEMON.match(local) or (from_office and _UNDELIVERED.search(subject[:200]))
    )


def _is_answer(header: Callable[[str], str], submitted: str, precedence: str) -> bool:
    """An answer no person gave: out of office, received your mail, a read receipt."""
    report = _REPORT.search(header("content-type")[:1000])
    return (
        submitted == "auto-replied"
        or precedence in {"auto_reply", "auto-reply"}
        or any(header(name).strip().lower() not in _NEGATIVE for name in _ANSWERED)
        or (bool(header("x-ms-exchange-inbox-rules-loop")) and submitted not in _NEGATIVE)
        or (report is not None and report[1].lower() == "disposition-notification")
    )
