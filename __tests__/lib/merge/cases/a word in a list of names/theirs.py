class A:
    @validator("one", "two")
    def check(cls, value):
        return value
