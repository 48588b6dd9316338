"""Archive: what the tables of a batch tell together: entities, happenings (``link``), answers (``ask``), by DuckDB."""
