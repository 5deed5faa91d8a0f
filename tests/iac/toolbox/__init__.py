"""Scripts that run inside the tool environment, never in the project's own.

Each is started as a child process by the modules of the package above. See README.md.
"""
