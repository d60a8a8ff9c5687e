"""What every command uses: session, output."""
