def two():
    return 2


def one():
    return 1


def mine():
    return 3
