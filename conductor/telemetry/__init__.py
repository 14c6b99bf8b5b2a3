"""What workers tell to those who watch them: metrics, probes and traces. Nothing here is loaded unless it is used."""
