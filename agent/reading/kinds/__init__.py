"""The kind of a message: structure first, phrases second, and `unsure` when in doubt. States no facts."""
