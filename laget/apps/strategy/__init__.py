"""Strategies: adopted versions as documents, drafts, and the register of element ids."""
