"""What tells our files from others, alone in a module so that opening one costs little."""

APPLICATION_ID = 0x63707831
"""'cpx1': tells our files from other SQLite files (``PRAGMA application_id``)."""
SCHEMA_VERSION = 4
"""``PRAGMA user_version`` of a catalogue that this code writes."""
