"""What is claimed of a statement: who states it, in which office, on which policies."""
