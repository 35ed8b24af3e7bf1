"""What a letter's blocks say of the pages that they point at."""
