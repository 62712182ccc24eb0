"""Bytes become a `Message`: guarded by size, decoded, its own words told from quoted ones, its calendar parts read.

What a message says is not understood here; the sieve only tells whether understanding it could be worth while.
"""
