class A:
    two: int
    one: int
