"""`python -m dispatchbox` is `dispatchbox`."""

from dispatchbox.cli import main

main()
