from pydantic import BaseModel


def check_json(value):
    return value


Number = Annotated[str, Field(max_length=32)]
