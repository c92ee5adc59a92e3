from fastapi import HTTPException, status


class NotFound(HTTPException):
    DETAIL = "Not found"

    def __init__(self) -> None:
        super().__init__(status.HTTP_404_NOT_FOUND, self.DETAIL)


class Conflict(HTTPException):
    DETAIL = "Already exists"

    def __init__(self) -> None:
        super().__init__(status.HTTP_409_CONFLICT, self.DETAIL)
