"""An agency's own template: checked and filled."""
