from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    API_V1_STR: str = "/api/v1"
    PROJECT_NAME: str = "Stock"
    SECRET_KEY: str = "a secret that is long enough for the tests of this sample"
    ACCESS_TOKEN_EXPIRE_MINUTES: int = 60
    SQLALCHEMY_DATABASE_URI: str = "sqlite:///./stock.db"

    class Config:
        case_sensitive = True


settings = Settings()
