class A:
    @validator('one', "two")  # mine
    def check(cls, value):
        return value or 0
