class A:
    @validator('one')  # mine
    def check(cls, value):
        return value or 0
