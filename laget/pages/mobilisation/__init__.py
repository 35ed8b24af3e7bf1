"""What the region gathers around, as its pages show it: the gaps, what speaks for each, and how it went."""
