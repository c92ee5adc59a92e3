from dataclasses import dataclass


@dataclass
class UserEntity:
    id: int | None
    email: str
    name: str
