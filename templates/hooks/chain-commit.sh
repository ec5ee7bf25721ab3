@program@ @arguments@ || exit 1
