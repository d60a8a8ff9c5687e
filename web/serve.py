"""The web pages as a process: `python -m web.serve`."""

from __future__ import annotations

import signal

import uvicorn

import bootstrap
from bootstrap import logs
from bootstrap.heartbeat import heartbeat
from bootstrap.settings import Settings
from bootstrap.taking_in import taking_in
from documents.signing.trust import load_trust
from domain.accounts.accounts import Lifetimes
from web.application import create_app
from web.kit.connections import GuardedConnection
from web.kit.options import Options, Provider


def main() -> None:
    """Serve until SIGTERM or SIGINT; requests at hand are finished first."""
    chosen = bootstrap.settings()
    logs.configure(chosen)
    options = Options(
        secure=chosen.web_address.startswith("https://"),
        lifetimes=Lifetimes(chosen.session_idle, chosen.session_whole),
        hosts=chosen.hosts,
        setup=chosen.setup_code(),
        trust=load_trust(chosen.trust_roots),
        address=chosen.address,
        provider=_provider(chosen),
        contact=chosen.contact,
        metrics=chosen.metrics_token.get_secret_value(),
    )
    signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn raises it again when it has ended
    with heartbeat(bootstrap.app(), "web"), taking_in(bootstrap.app()):
        _serve(chosen, options)


def _serve(chosen: Settings, options: Options) -> None:
    uvicorn.run(
        create_app(bootstrap.app(), options),
        host=chosen.web_host,
        port=chosen.web_port,
        log_config=None,  # ours
        log_level="warning",
        proxy_headers=bool(chosen.proxies),
        forwarded_allow_ips=chosen.proxies,
        server_header=False,
        http=GuardedConnection,
    )


def _provider(chosen: Settings) -> Provider | None:
    if not chosen.oidc_issuer:
        return None
    secret = chosen.oidc_client_secret.get_secret_value()
    return Provider(chosen.oidc_issuer, chosen.oidc_client_id, secret, chosen.oidc_claim)


if __name__ == "__main__":
    main()
