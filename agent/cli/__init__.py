"""The commands, and the wiring of everything else: the only room that prints, asks and exits.

What a command shows is decided in the rooms it calls; here it is only put into words, tables and JSON.
"""

from agent.cli.app import main

__all__ = ["main"]
