"""What the pages of the horizon show: the overview with its drawings, a signal, what touches an element."""
