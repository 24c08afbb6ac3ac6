"""Run the site by hand, `python -m tests.site [PORT]`: plain HTTP there, TLS on the ports above."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from tests.site import routes, serving
from tests.site.certificates import KINDS, server_context, write_ca_file


async def main(port: int) -> None:
    """Serve until interrupted."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        site = await stack.enter_async_context(serving(port=port))
        print(f"{site.url('/')} answers these paths (check it with --allow-private; end with Ctrl-C):")
        for pattern in routes():
            print(f"  {pattern}")
        print(f"The same with TLS, for --ca-file {write_ca_file(Path(folder))}:")
        for number, kind in enumerate(KINDS, start=1):
            context = server_context(kind)
            secure = await stack.enter_async_context(serving(port=port and port + number, context=context))
            print(f"  {secure.url('/')}  {kind}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 8099))
    except KeyboardInterrupt:
        sys.exit(130)
