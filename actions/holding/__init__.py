"""Questions inside a body: taken up, given, prepared for signing, passed on."""
