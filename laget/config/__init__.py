"""How an installation is set up: settings, addresses, the doors for servers."""
