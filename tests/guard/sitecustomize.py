"""Imported by every Python that a test starts (it stands on their PYTHONPATH): the network is closed there too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from network_guard import block_network

sys.path.pop(0)
block_network()
