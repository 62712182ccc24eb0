"""Rules rehearsed: a story in plain sentences is lived through by tracking and deciding, and its end is judged.

This room is pure, as those it plays are: a story's days are made up, no clock is read and no file opened. It does not
read mail (a story begins where a message has been understood) and writes no drafts; where stories are kept, and by
whose rules they are judged, is for settings to say.
"""

from agent.rehearsing.model import Books, Conditions, Failure, Slip, SlipError, Story, Verdict
from agent.rehearsing.playing import carried_out, message_id
from agent.rehearsing.rehearsal import SAM, rehearse, slips_in
from agent.rehearsing.vocabulary import word_list

__all__ = [
    "SAM",
    "Books",
    "Conditions",
    "Failure",
    "Slip",
    "SlipError",
    "Story",
    "Verdict",
    "carried_out",
    "message_id",
    "rehearse",
    "slips_in",
    "word_list",
]
