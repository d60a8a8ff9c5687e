"""An invented province and a first case, played through the same door as real people use."""
