"""Afterword: an e-mail agent for job seekers that drafts follow-ups and never sends them.

Start at `agent.cycle`: one pass from the mailbox to the Drafts mailbox.
The four pure rooms (`reading`, `tracking`, `deciding`, `writing`) do no I/O; the rooms around them touch the world.
"""
