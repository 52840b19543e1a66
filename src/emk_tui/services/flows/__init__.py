"""Conversations as synchronous generators: they yield an Ask, the face sends back its answer."""
