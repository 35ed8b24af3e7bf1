"""The newsletter: who subscribes, letters of blocks, and what has been sent."""
