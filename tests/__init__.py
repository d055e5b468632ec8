"""The tests, in the folders of what they test: two may have the same name."""
