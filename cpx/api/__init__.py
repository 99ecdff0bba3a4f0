"""The Python interface: a catalogue as an object, with the same results as the command line's JSON.

import cpx
with cpx.open("catalogue.db") as catalogue:
    for hit in catalogue.search("peer support", limit=10):
        print(hit.key, hit.title)
"""

from cpx.api.catalogue import Catalogue, open_catalogue

__all__ = ["Catalogue", "open_catalogue"]
