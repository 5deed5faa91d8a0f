"""Lighthouse and the Nu Html Checker against the running app."""
