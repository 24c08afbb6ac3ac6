"""`make demo`: check the sample posts against the sample web, as a user would, without internet."""

from __future__ import annotations

import asyncio
import sys

from samples.site import serve


async def main() -> int:
    """Run `linkcheck check samples/posts`; return 0 if it did its job, findings or not."""
    async with serve() as site:
        words = (sys.executable, "-m", "linkcheck", "check", "samples/posts", "--retries", "1", *site.options)
        process = await asyncio.create_subprocess_exec(*words)
        code = await process.wait()
    if code not in (0, 1):
        return code
    print(
        "\nThese were the sample posts; their web ran on this machine. Now check your own:\n\n"
        "  .venv/bin/linkcheck check PATH/TO/POSTS\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
