"""Use cases: what the commands and the Python interface do. Nothing here prints; results are frozen objects."""
