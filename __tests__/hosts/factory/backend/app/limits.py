from fastapi import Request
from fastapi.responses import JSONResponse, Response
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint


class RateLimitMiddleware(BaseHTTPMiddleware):
    calls = 0

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        self.calls += 1
        if self.calls > 30:
            return JSONResponse({'detail': 'Too many requests'}, status_code=429)
        return await call_next(request)
