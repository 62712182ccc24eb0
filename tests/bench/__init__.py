"""Measurements, as ratios within one run; nothing here is a test, and no test measures time.

`make bench` runs them all: the first scan of a large mailbox beside a bare imapclient loop over the same bytes.
"""
