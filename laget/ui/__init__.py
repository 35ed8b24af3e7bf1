"""The look: base template, components, style."""
