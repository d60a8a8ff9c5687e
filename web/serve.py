"""The web pages as a process: `python -m web.serve`."""

from __future__ import annotations

import uvicorn

import bootstrap
from domain.accounts import Lifetimes
from web.application import create_app
from web.options import Options


def main() -> None:
    """Serve until SIGTERM or SIGINT; requests at hand are finished first."""
    chosen = bootstrap.settings()
    options = Options(
        secure=chosen.web_address.startswith("https://"),
        lifetimes=Lifetimes(chosen.session_idle, chosen.session_whole),
        setup=chosen.setup_code(),
        address=chosen.address,
    )
    uvicorn.run(
        create_app(bootstrap.app(), options), host=chosen.web_host, port=chosen.web_port,
        log_level="warning", proxy_headers=True, server_header=False,
    )  # fmt: skip


if __name__ == "__main__":
    main()
