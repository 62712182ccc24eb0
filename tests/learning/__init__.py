"""Learning the weights in `rules/weights/` from letters and sentences of our own: `make learn`.

`learning` fits them, `__main__` writes or checks the files. Nothing here runs in the service.
"""
