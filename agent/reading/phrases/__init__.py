"""The phrasebook and what of it a message holds: phrases as people write them, found in sentences and weighed.

Which kind of message follows from them is judged in `kinds`, which facts in `facts`.
"""
