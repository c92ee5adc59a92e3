from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    app_name: str = "Library"
    api_prefix: str = "/api/v1"
    database_url: str = "sqlite+aiosqlite:///./library.db"


settings = Settings()
