"""The offline proof of the infrastructure bundles. README.md tells how to use it."""
