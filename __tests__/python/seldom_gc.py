"""A pytest plugin for many tests: garbage is seldom looked for, and what the libraries are made of is no garbage."""

import gc

gc.freeze()
gc.set_threshold(50_000, 20, 100)
