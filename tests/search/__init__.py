"""A year of an active job search, told as events and as readings already made, lived through, and held to the laws.

How letters are read is tried elsewhere; here it is what comes of a year of them, whatever year it was.
"""
