"""All input and output of the core: stores, engines, archive, network, reports."""
