class A:
    one: int
