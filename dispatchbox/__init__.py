"""The one command line. It wires the other packages together and holds no logic of its own."""
