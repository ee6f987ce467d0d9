import '@duckdb/node-api'
