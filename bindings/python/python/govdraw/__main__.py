"""`python -m govdraw`: the program."""

from ._cli import main

main()
