"""What a crawl proves about how links should read, and how to write that into posts; pure."""

from __future__ import annotations
