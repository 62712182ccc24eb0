"""Looking for input that breaks what reads hostile input, by a fuzzer guided by coverage; `make fuzz` runs it."""
