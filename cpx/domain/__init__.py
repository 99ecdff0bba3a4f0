"""What cpx talks about: works, records, texts, statements, concepts. Pure, standard library only."""
