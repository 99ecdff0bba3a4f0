"""The catalogue file: the only package that knows SQL."""
