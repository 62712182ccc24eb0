"""The kill matrix: the process is killed at every step of placing a draft, started again, and the drafts are counted.

A step is the moment before a transaction is committed, before a command goes out, after it went out, and after it was
answered. The passes are made by `passes`, a process that forks for each, so that a kill costs no interpreter start.
"""
