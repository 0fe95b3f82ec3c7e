"""The site: Flask pages over the record, and nothing that decides what they say."""
