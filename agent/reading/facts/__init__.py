"""The facts a message states, each with its words: who, which role, when, by when. What is not said is absent.

Nothing here decides of which kind a message is.
"""
