"""Initiatives as pages show them: what they sum to, what they hope beside figures, where gaps lack one."""
