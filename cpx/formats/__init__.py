"""Formats of files and pages: each module reads (and some write) one of them. See cpx.formats.base for what a format is."""
