from fastapi import HTTPException, status


class SchoolException(HTTPException):
    status_code = 500
    detail = ''

    def __init__(self):
        super().__init__(status_code=self.status_code, detail=self.detail)


class UserAlreadyExistsException(SchoolException):
    status_code = status.HTTP_409_CONFLICT
    detail = 'Пользователь уже существует'


class UserNotFoundException(SchoolException):
    status_code = status.HTTP_404_NOT_FOUND
    detail = 'Пользователь не найден'
