"""Forms of 市長公約: items, reports, ratings one by one and as a grid."""
