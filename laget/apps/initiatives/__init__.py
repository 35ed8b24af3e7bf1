"""Projects and efforts: who, where, money, milestones, what they hope to move and what came of it."""
