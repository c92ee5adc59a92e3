class A:
    one: int
    two: int
