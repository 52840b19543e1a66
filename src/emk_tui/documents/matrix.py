"""Transformation matrices of PDF: (a, b, c, d, e, f) takes (x, y) to (ax + cy + e, bx + dy + f)."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def matrix(numbers: list[float]) -> Matrix:
    """The matrix of the last six numbers; ValueError where there are fewer."""
    a, b, c, d, e, f = numbers[-6:]
    return (a, b, c, d, e, f)


def times(first: Matrix, then: Matrix) -> Matrix:
    """First the one, then the other."""
    a, b, c, d, e, f = first
    A, B, C, D, E, F = then
    return (a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F)
