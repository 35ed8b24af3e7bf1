"""`python -m laget` is `laget`."""

from laget.cli.app import main

if __name__ == "__main__":
    main()
