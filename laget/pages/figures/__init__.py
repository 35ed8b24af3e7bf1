"""An indicator as its pages show it: what is asked for, its charts, its targets, its figures' origin."""
