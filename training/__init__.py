"""Learns the weights of the matcher from names that authorities publish side by side.

`python -m training` writes `matching/weights.json`, byte for byte the same in every run.
"""
