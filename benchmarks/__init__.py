"""Timed runs of Proscribe and its peers, each a process of its own.

A file `bench_<subject>.py` here holds `CASES`, a list of `benchmarks.case.Case`.
`make bench` runs them all and writes docs/benchmarks.md.
"""
