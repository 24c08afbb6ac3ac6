"""Run the site by hand: `python -m tests.site [PORT]`."""

from __future__ import annotations

import asyncio
import sys

from tests.site import routes, serving


async def main(port: int) -> None:
    """Serve until interrupted."""
    async with serving(port=port) as site:
        print(f"{site.url('/')} answers these paths (check it with --allow-private; end with Ctrl-C):")
        for pattern in routes():
            print(f"  {pattern}")
        await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 8099))
    except KeyboardInterrupt:
        sys.exit(130)
