"""PxWeb, version 2 of its API, at Statistics Sweden and others: figures by table, variable and code."""
