"""Due process: service, hearing, council, recusal, complaints."""
