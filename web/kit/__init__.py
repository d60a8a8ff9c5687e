"""What every page uses: request, forms, templates, security."""
