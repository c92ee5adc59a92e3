from pydantic import BaseModel

Number = Annotated[str, Field(max_length=32)]
