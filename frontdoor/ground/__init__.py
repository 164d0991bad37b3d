"""What every room stands on: environment, pages, middleware, importers, privacy classes. Knows no room."""
