"""`python -m govsim` is the command `govsim`."""

from govsim.cli import main

if __name__ == "__main__":
    main()
