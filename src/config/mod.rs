//! What did the user decide? (`casebook.yaml`, `contract.yaml`, kinds: as written, then settled)
