class A:
    hand: str  # mine
    one: int  # the first

    def method(self) -> int:
        return 1
