"""An action in, the words out: a draft as bytes, linted before anyone sees it.

Every fact in a draft comes from the application's records; none is invented.
This room does not decide whether to write.
"""

from agent.writing.model import Draft, Problem, Refused, Templates

__all__ = ["Draft", "Problem", "Refused", "Templates"]
