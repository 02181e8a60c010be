"""What the pages of the web application show beyond what other interfaces ask for."""
