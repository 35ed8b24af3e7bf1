"""The command `laget`, one file a noun."""
