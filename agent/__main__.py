"""`python -m agent`: the same as the command `afterword`."""

from agent.cli import main

main()
