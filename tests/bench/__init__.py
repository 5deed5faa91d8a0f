"""How fast it is, as ratios: subject and floor are measured in turn, in one run, on one machine.

`make bench` prints them. Nothing here passes or fails.
"""
