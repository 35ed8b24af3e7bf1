"""The newsletter: asked for and ended, read, written and sent."""
