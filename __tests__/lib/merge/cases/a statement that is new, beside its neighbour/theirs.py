def one():
    return 1


def between():
    return one()


def two():
    return 2
