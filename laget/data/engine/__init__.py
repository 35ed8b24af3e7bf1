"""Engines that judge more series than a command has files for: one on this machine, one beyond it."""
