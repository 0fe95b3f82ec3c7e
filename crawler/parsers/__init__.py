"""What the answers of the sources say: pure functions of a `Snapshot`, the same live and again from the archive.

A parser raises `SourceChanged` on an answer it does not know, naming the address, the place in the answer and the
fault; it never guesses, and never gives part of an answer. Its subclass `ServiceFailed` means that the service itself
said it failed, in a problem document sent with status 200: the same address may answer when asked again.
"""
