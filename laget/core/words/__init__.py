"""What is said to people, in the languages Läget speaks."""
