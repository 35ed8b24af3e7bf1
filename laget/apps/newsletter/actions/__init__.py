"""Writes: who subscribes, letters of blocks, and sending them."""
