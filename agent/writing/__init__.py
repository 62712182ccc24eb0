"""An action in, the words out: a draft as bytes, linted before anyone sees it.

Every fact in a draft comes from the application's records; none is invented. Templates are arguments, texts sent
before are arguments. This room does not decide whether or to whom to write, and it places and sends nothing.
"""

from agent.writing.check import template_problems
from agent.writing.composing import compose
from agent.writing.daily_letter import Daily, daily
from agent.writing.debrief import form as debrief_form
from agent.writing.digest import draft_digest, draft_text
from agent.writing.lint import lint
from agent.writing.model import Draft, Problem, Refused, Templates
from agent.writing.values import VALUES

__all__ = [
    "VALUES",
    "Daily",
    "Draft",
    "Problem",
    "Refused",
    "Templates",
    "compose",
    "daily",
    "debrief_form",
    "draft_digest",
    "draft_text",
    "lint",
    "template_problems",
]
