"""What the file of a document may be: one table by kind (K13, R14, R108, R116)."""

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
SHORT = {PDF: "PDF", JPEG: "JPEG", PNG: "PNG"}
FORMATS: dict[str, tuple[str, ...]] = {
    "passport": (PDF, JPEG, PNG),
    "snils": (PDF, JPEG, PNG),
    "surname_change": (PDF, JPEG, PNG),
    "result": (PDF, JPEG),
    "extract": (PDF,),
    "prescription": (PDF, JPEG),
    "referral": (PDF, JPEG),
    "": (PDF, JPEG, PNG),
}
"""Kind of document → what it may come as; the empty kind is one not chosen yet."""
LEAST_DPI = {"extract": 300}
"""Kind of document → the resolution its scans need."""
ENDING = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
