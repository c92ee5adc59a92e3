def two():
    return 2


def one():
    return 1


def between():
    return one()


def mine():
    return 3
