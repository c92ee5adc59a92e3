class EntityAlreadyExists(Exception):
    """Raised when a value that has to be unique is stored twice."""
