"""The few questions that need everyone: what speaks for each, who decided, who takes it on, how it went."""
