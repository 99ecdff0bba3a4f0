"""Which field of a work a text is: alone here, so that reading a catalogue need not import how texts are cut."""

TITLE, ABSTRACT, BODY = "title", "abstract", "body"
