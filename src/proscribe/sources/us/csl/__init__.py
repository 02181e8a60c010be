"""The Consolidated Screening List: a copy of lists of Commerce, State and the Treasury."""
