class A:
    hand: str  # mine
    one: int  # the first
    two: int

    def method(self) -> int:
        return 1
