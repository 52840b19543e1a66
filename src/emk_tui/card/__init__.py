"""What a card is: sections, fields, rules and words; standard library at import time."""
