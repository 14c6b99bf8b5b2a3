"""The small languages inside definitions, as far as the server reads them: no rules here, and nothing is run."""
