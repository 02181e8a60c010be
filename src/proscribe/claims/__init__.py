"""What a text asserts of measures against companies, with the words that say it.

Pure: bytes, names and dates are given; nothing is fetched and no clock is asked.
"""
