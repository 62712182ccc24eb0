"""Settings for every test: Hypothesis is deterministic, and has no deadline (timing is measured in `tests/bench`)."""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("repeatable")
