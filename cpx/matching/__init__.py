"""Identity of records: whether two descriptions are of one work, and why. Pure rules, no catalogue."""
