"""The pages of households: read, composed, and chosen to read other pages by."""
