# A comment that is longer than the lines of this file may be, which no formatter does anything about at all.
def get(db):
    return db
