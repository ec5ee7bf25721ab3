//! What may a record of this kind say?
