"""How languages tell days, times of day, intervals, lengths and zones; read by one grammar whose words are data.

The words stand in `rules/times/`, one file for each language. What a time is named for (an interview, a promise) is
decided in `facts`.
"""
