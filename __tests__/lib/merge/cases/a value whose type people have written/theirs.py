LEAST = {"label": "x", "status": "draft"}
