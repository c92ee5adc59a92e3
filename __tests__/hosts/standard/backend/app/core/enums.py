from enum import StrEnum


class Region(StrEnum):
    EUROPE = "europe"
    FAR_EAST = "far-east"
