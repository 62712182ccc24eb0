"""The demonstration: a job search played on an embedded mail server, so that anybody can watch the agent at work.

The server (`server`) is real IMAP on loopback, and the tests use it too. Nothing here is needed to run the agent.
"""
