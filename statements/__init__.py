"""What is said, by whom, in which office, about what. Standard library only; no files, no network."""
