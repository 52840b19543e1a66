"""The encrypted store: key slots beside one SQLCipher file; heavy, import it lazily."""
