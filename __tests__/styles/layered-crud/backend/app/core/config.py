from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    PROJECT_NAME: str = "Clinic API"
    API_V1_STR: str = "/api/v1"
    DATABASE_URL: str = "sqlite:///./clinic.db"


settings = Settings()
