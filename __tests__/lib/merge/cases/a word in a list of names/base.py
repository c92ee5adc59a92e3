class A:
    @validator("one")
    def check(cls, value):
        return value
