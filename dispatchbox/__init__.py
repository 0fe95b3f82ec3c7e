"""The one command line: wires crawler, indexer and webui, and holds no logic of its own."""
