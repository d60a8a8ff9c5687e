"""What holds after every act, asked at the one door; listed in docs/invariants.md."""
