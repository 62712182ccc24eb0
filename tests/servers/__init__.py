"""Servers for the tests, all on loopback: a private Dovecot, a proxy with faults, and one that answers by script."""
