//! What do the tables say? (SQLite over library, history and clocks)
