LEAST: dict[str, Any] = {"nums": [], "label": "x", "status": "draft"}
