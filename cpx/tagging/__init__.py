"""Concepts found in texts, with the words that justify each: vocabulary, matcher, rules."""
