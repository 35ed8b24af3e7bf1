"""The example region: a strategy in two versions and the figures they rest on, shipped with the package."""
