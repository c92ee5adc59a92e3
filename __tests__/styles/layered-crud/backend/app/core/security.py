import hashlib
import secrets


def get_password_hash(password: str) -> str:
    salt = secrets.token_hex(16)
    digest = hashlib.scrypt(password.encode(), salt=salt.encode(), n=2**4, r=8, p=1)
    return f"{salt}${digest.hex()}"
