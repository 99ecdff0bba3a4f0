"""Which proxy stands between us and an address: as the environment (or the system) says."""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from cpx.sources.base import Kind
from cpx.sources.failed import TransportFailed


@dataclass(frozen=True, slots=True)
class ProxyAddress:
    """An HTTP proxy, and who we are to it."""

    url: str
    user: tuple[str, str] | None = field(default=None, repr=False)


def proxy_for(url: str) -> ProxyAddress | None:
    """Give the proxy for an address, None for none; raises TransportFailed for one of a kind that we do not speak to."""
    from urllib.request import getproxies, proxy_bypass  # 20 ms: it imports ssl

    parts = urlsplit(url)
    host = parts.hostname or ""
    if is_loopback(host):
        return None
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(host):
        return None
    return _read(proxy)


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine: no proxy stands between."""
    try:
        return host.lower() == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _read(proxy: str) -> ProxyAddress:
    try:
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        host, port = parts.hostname, parts.port or 80
    except ValueError:
        host, parts, port = None, urlsplit(""), 0
    if parts.scheme != "http" or not host or not host.isascii():
        raise TransportFailed(Kind.UNAVAILABLE, "the proxy that is set cannot be used: it must be an http:// address")
    user = (unquote(parts.username), unquote(parts.password or "")) if parts.username is not None else None
    return ProxyAddress(f"http://{f'[{host}]' if ':' in host else host}:{port}", user)
