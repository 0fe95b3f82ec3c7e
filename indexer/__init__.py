"""The record and the ways to find what is in it: intake, tagging, search. No Scrapy, no Flask."""
