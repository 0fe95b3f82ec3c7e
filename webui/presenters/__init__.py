"""The only place that formats: domain values in, what a page or an export shows out.

Dates are written "30 October 2014", moments in London time; text that came from elsewhere becomes HTML here alone, by
`markupsafe`, so that nothing unescaped can reach a template.
"""
