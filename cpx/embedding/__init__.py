"""Sentence models that run here: what a text is about, as the direction of a vector. numpy is imported inside, where one is used."""
