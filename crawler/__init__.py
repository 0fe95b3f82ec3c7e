"""Gets what the sources hold, keeps the bytes, reads them: spiders, archive, pure parsers."""
