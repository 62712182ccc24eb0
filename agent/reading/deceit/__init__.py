"""Signs of deceit: senders who pass themselves off as somebody, and job offers that are none.

Comes after everything else has been read, and changes none of it: a message keeps its kind whatever is found here.
"""
