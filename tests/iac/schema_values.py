def value_problems(tools, made): return []
