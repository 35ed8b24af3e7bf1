"""What the example region gathers in a year beside its figures: evidence, horizon, initiatives, gathering."""
