"""The vocabulary of Proscribe: frozen value types and errors.

This room imports no other room of the package.
"""
