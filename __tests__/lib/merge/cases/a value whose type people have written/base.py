LEAST = {"label": "x"}
