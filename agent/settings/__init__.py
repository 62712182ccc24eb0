"""config.toml and the rule files in, typed values out; or every problem at once, each with its file, line and remedy.

This room reads files and, when asked, fetches a password. It does not decide what a rule means, what a phrase says or
how a template reads: the rooms that use them check that, and this one finds the line it is about.
"""

from agent.settings.checking import Report, check
from agent.settings.loading import find_config, load
from agent.settings.model import (
    Account,
    Command,
    Credential,
    MailboxNames,
    Override,
    Profile,
    Referee,
    SecretFile,
    Security,
    Settings,
    Working,
)
from agent.settings.rehearsal import Rehearsal, rehearsed
from agent.settings.rulefiles import shipped_folder
from agent.settings.rules import Rules, load_rules, shipped_rules
from agent.settings.secrets import password_of
from agent.settings.timing import Origin

__all__ = [
    "Account",
    "Command",
    "Credential",
    "MailboxNames",
    "Origin",
    "Override",
    "Profile",
    "Referee",
    "Rehearsal",
    "Report",
    "Rules",
    "SecretFile",
    "Security",
    "Settings",
    "Working",
    "check",
    "find_config",
    "load",
    "load_rules",
    "password_of",
    "rehearsed",
    "shipped_folder",
    "shipped_rules",
]
