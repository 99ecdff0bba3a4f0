"""Remote metadata. The only package that talks HTTP; each source hides its client library."""
