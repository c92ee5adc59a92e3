import os


class Settings:
    DATABASE_URL = os.getenv('DATABASE_URL', 'sqlite+aiosqlite:///./school.db')


settings = Settings()
