"""Vega-Lite specs as plain values; colours are the tokens' names, which the drawing makes light or dark."""
