"""The linear dialogue over a reader and a writer, for speech and braille; no Textual, no asyncio."""
