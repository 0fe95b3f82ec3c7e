"""How right the tags are: `make quality` measures it on labelled statements and writes docs/quality.md.

Needs the folder that DISPATCHBOX_SHARED names, for the statements, their labels and the scorer that says what agrees.
"""
