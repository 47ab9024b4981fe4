"""Page weight: each page and what it brings, compressed, without fonts."""

import gzip
import re

import anyio
import httpx

from holdspace.app import build_web
from holdspace.config import Settings

PATHS = (
    "/",
    "/talk",
    "/help",
    "/gentle",
    "/sit",
    "/too-much",
    "/limits",
    "/keeper",
    "/settings",
    "/settings/manner",
)
_LINKED = re.compile(r'(?:href|src)="(/static/[^"#]+)')


def main() -> None:
    """Print what each page weighs."""
    anyio.run(_weigh_all)


async def _weigh_all() -> None:
    """Fetch each page and all it links, and weigh them."""
    transport = httpx.ASGITransport(build_web(Settings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        for path in PATHS:
            page = await client.get(path, follow_redirects=True)
            linked = {link for link in _LINKED.findall(page.text) if not link.endswith(".woff2")}
            sizes = {link: len(gzip.compress((await client.get(link)).content)) for link in linked}
            scripts = sum(size for link, size in sizes.items() if link.endswith(".js"))
            whole = len(gzip.compress(page.content)) + sum(sizes.values())
            print(
                f"  {path:12} {whole / 1024:5.1f} KB gz, scripts {scripts / 1024:4.1f} KB (aim < 30, < 10)"
            )
