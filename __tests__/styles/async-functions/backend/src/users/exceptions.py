from src.exceptions import Conflict, NotFound


class UserNotFound(NotFound):
    DETAIL = "User not found"


class EmailTaken(Conflict):
    DETAIL = "Email is already taken"
