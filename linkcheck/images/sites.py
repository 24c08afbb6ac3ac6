"""How sites name the renditions of one picture: the sizes and crops that a CMS made from one upload.

A row is one scheme. `pattern` is matched against host, path and query of a URL (no scheme, no fragment);
`key` is made of its groups. The rows are tried in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way of naming renditions.

    `is_wrapped`: the key is itself the URL of a picture, written into this one. `is_certain`: nothing else is
    named like this; where it is False an author may have chosen such a name (`sunset-1920x1080.jpg`), so two
    pictures need to look alike as well. `samples` are renditions of one picture.
    """

    site: str
    pattern: re.Pattern[str]
    key: str
    samples: tuple[str, ...]
    is_wrapped: bool = False
    is_certain: bool = True


_HEX40 = "5c3c3f4a0f1d2e3b4c5d6e7f8091a2b3c4d5e6f7"


def _scheme(
    site: str, pattern: str, key: str, *samples: str, is_wrapped: bool = False, is_certain: bool = True
) -> Scheme:
    return Scheme(site, re.compile(pattern), key, samples, is_wrapped, is_certain)


SCHEMES = (
    # News
    _scheme(
        "Euronews",
        r"(?:static|images)\.euronews\.com/articles/.*/\d+x\d+_cmsv2_([0-9a-f-]{36}-\d+)\.",
        "euronews:{1}",
        "https://static.euronews.com/articles/stories/08/82/51/76/808x508_cmsv2_3bf279e3-c9af-592e-a3b7-8798fafab2b5-8825176.jpg",
        "https://static.euronews.com/articles/stories/08/82/51/76/1200x675_cmsv2_3bf279e3-c9af-592e-a3b7-8798fafab2b5-8825176.jpg",
        "https://images.euronews.com/articles/stories/08/82/51/76/320x180_cmsv2_3bf279e3-c9af-592e-a3b7-8798fafab2b5-8825176.webp",
    ),
    _scheme(
        "The Guardian",
        r"(?:i\.guim\.co\.uk/img/media|media\.guim\.co\.uk)/([0-9a-f]{40})/",
        "guardian:{1}",
        f"https://i.guim.co.uk/img/media/{_HEX40}/0_204_6000_3600/master/6000.jpg?width=620&quality=85&s=ab12",
        f"https://media.guim.co.uk/{_HEX40}/0_0_6000_4000/500.jpg",
    ),
    _scheme(
        "BBC",
        r"ichef(?:\.test)?\.bbci?\.co(?:\.uk|m)/(?:news|ace/(?:standard|ws|branded_\w+)|live-experience/cps)"
        r"/(?:\d+(?:x\d+)?(?:xn)?)/(?:cps(?:prodpb|dev)|branded_\w+/cpsprodpb|mcs)/(.+?)(?:\.webp)?(?:\?|$)",
        "bbc:{1}",
        "https://ichef.bbci.co.uk/news/976/cpsprodpb/1A2B/production/_129000000_putin.jpg",
        "https://ichef.bbci.co.uk/ace/standard/480/cpsprodpb/1A2B/production/_129000000_putin.jpg.webp",
        "https://ichef.bbci.co.uk/news/1024/branded_arabic/cpsprodpb/1A2B/production/_129000000_putin.jpg",
    ),
    _scheme(
        "BBC programmes",
        r"ichef\.bbci\.co\.uk/images/ic/(?:\d+x(?:\d+|n)|raw)/(p[0-9a-z]{7,})\.",
        "bbc:{1}",
        "https://ichef.bbci.co.uk/images/ic/1200x675/p0c1d2e3.jpg",
        "https://ichef.bbci.co.uk/images/ic/480xn/p0c1d2e3.jpg.webp",
    ),
    _scheme(
        "Deutsche Welle",
        r"static\.dw\.com/image/(\d{6,})_\w+\.",
        "dw:{1}",
        "https://static.dw.com/image/70654321_605.jpg",
        "https://static.dw.com/image/70654321_1004.webp",
    ),
    _scheme(
        "France Médias Monde",
        r"s\.(?:france24\.com|rfi\.fr|mc-doualiya\.com)/media/display/([0-9a-f-]{36})/",
        "fmm:{1}",
        "https://s.france24.com/media/display/1b2c3d4e-1111-11ef-aaaa-005056bfb2b6/w:1280/p:16x9/kazan.jpg",
        "https://s.france24.com/media/display/1b2c3d4e-1111-11ef-aaaa-005056bfb2b6/w:320/p:1x1/kazan.jpg",
    ),
    _scheme(
        "Le Monde",
        r"img\.lemde\.fr/(\d{4}/\d\d/\d\d)/(?:\d+/){4,8}(?:\d+/)?([^/?]+)\.\w+(?:\?|$)",
        "lemonde:{1}/{2}",
        "https://img.lemde.fr/2024/10/23/0/0/5500/3667/1440/960/60/0/abc1234_1729-ap24297.jpg",
        "https://img.lemde.fr/2024/10/23/0/120/5500/2750/664/332/60/0/abc1234_1729-ap24297.webp",
    ),
    _scheme(
        "The New York Times",
        r"static01\.nyt\.com/(images/\d{4}/.+?)-(?:articleLarge|articleInline|superJumbo|jumbo|blog\d+|thumb\w+"
        r"|mediumThreeByTwo\d+|threeByTwo\w+|square\d+|videoSixteenByNine\w+|facebookJumbo|moth|master\d+)"
        r"(?:-v\d+)?\.",
        "nyt:{1}",
        "https://static01.nyt.com/images/2024/10/23/world/23kazan/23kazan-articleLarge.jpg?quality=75",
        "https://static01.nyt.com/images/2024/10/23/world/23kazan/23kazan-superJumbo.jpg",
    ),
    _scheme(
        "CNN",
        r"media\.cnn\.com/api/v1/(images/[^?]+)",
        "cnn:{1}",
        "https://media.cnn.com/api/v1/images/stellar/prod/ap24297.jpg?c=16x9&q=w_800,c_fill",
        "https://media.cnn.com/api/v1/images/stellar/prod/ap24297.jpg?q=w_1110",
    ),
    _scheme(
        "Sky",
        r"e\d\.365dm\.com/(\d\d/\d\d)/(?:\d+x\d+|[\w-]+)/([^/?]+)",
        "sky:{1}/{2}",
        "https://e3.365dm.com/24/10/1600x900/skynews-kazan-brics_6728000.jpg?20241023",
        "https://e3.365dm.com/24/10/384x216/skynews-kazan-brics_6728000.jpg",
    ),
    # Publishing systems
    _scheme(
        "Arc XP",
        r"([^/]+)/resizer/v2/([A-Z0-9]{26})\.",
        "arc:{2}",
        "https://www.example.com/resizer/v2/ABCDEFGHIJKLMNOPQRSTUVWXYZ.jpg?auth=12ab&width=1200&quality=80",
        "https://www.example.com/resizer/v2/ABCDEFGHIJKLMNOPQRSTUVWXYZ.jpg?auth=34cd&width=480&height=270",
    ),
    _scheme(
        "Arc XP",
        r"[^/]+/resizer/[\w-]{20,}=?/(?:fit-in/)?\d*x\d*/(?:smart/)?(?:filters:[^/]+/)*([\w.-]+\.\w+/.+)",
        "https://{1}",
        "https://www.example.com/resizer/aBcDeFgHiJkLmNoPqRsTuVwXyZ0=/1200x675/filters:quality(80)/cdn.example.net/arc/1.jpg",
        "https://www.example.com/resizer/zYxWvUtSrQpOnMlKjIhGfEdCbA0=/480x0/smart/cdn.example.net/arc/1.jpg",
        is_wrapped=True,
    ),
    _scheme(
        "Brightspot",
        r"[^/]+/dims4/.*[?&]url=([^&]+)",
        "{1}",
        "https://dims.example.com/dims4/default/0a1b2c3/2147483647/strip/true/crop/5000x2813+0+260/resize/1200x675!/quality/90/?url=https%3A%2F%2Fassets.example.com%2F12%2Fphoto.jpg",
        "https://dims.example.com/dims4/default/9f8e7d6/2147483647/strip/true/resize/320x180!/?url=https%3A%2F%2Fassets.example.com%2F12%2Fphoto.jpg",
        is_wrapped=True,
    ),
    _scheme(
        "Next.js",
        r"([^/]+)/.*_next/image\?(?:.*&)?url=([^&]+)",
        "{2}",
        "https://news.example.com/_next/image?url=%2Fmedia%2Fphoto.jpg&w=640&q=75",
        "https://news.example.com/_next/image?url=%2Fmedia%2Fphoto.jpg&w=1920&q=75",
        "https://news.example.com/media/photo.jpg",
        is_wrapped=True,
    ),
    _scheme(
        "Cloudflare",
        r"[^/]+/cdn-cgi/image/[^/]*=[^/]*/(.+)",
        "{1}",
        "https://news.example.com/cdn-cgi/image/width=800,format=auto/https://cdn.example.net/photo.jpg",
        "https://news.example.com/cdn-cgi/image/width=200,fit=crop/https://cdn.example.net/photo.jpg",
        "https://cdn.example.net/photo.jpg",
        is_wrapped=True,
    ),
    _scheme(
        "Photon (wp.com)",
        r"i\d\.wp\.com/([^/?]+/[^?]+)",
        "https://{1}",
        "https://i0.wp.com/blog.example.com/photos/photo.jpg?resize=1024%2C683&ssl=1",
        "https://i2.wp.com/blog.example.com/photos/photo.jpg?w=300",
        "https://blog.example.com/photos/photo.jpg",
        is_wrapped=True,
    ),
    _scheme(
        "WordPress.com",
        r"([\w-]+\.files\.wordpress\.com/[^?]+)",
        "{1}",
        "https://someblog.files.wordpress.com/2024/10/photo.jpg?w=300&h=200&crop=1",
        "https://someblog.files.wordpress.com/2024/10/photo.jpg",
    ),
    _scheme(
        "WordPress",
        r"([^/?]+/[^?]*(?:wp-content|app)/uploads/[^?]+?)(?:-\d+x\d+|-scaled|-rotated|-e\d{10,13})*(\.\w+)(?:\.webp)?(?:\?|$)",
        "{1}{2}",
        "https://blog.example.com/wp-content/uploads/2024/10/photo-1024x683.jpg",
        "https://blog.example.com/wp-content/uploads/2024/10/photo-scaled.jpg?resize=770%2C513",
        "https://blog.example.com/wp-content/uploads/2024/10/photo-e1730000000000-300x200.jpg",
        "https://blog.example.com/wp-content/uploads/2024/10/photo.jpg",
        is_certain=False,
    ),
    _scheme(
        "Drupal",
        r"([^/]+/.*?sites/[^/]+/files/)(?:styles/[^/]+/public/)?([^?]+?)(?:\.webp)?(?:\?|$)",
        "{1}{2}",
        "https://www.example.org/sites/default/files/styles/large_16_9/public/2024-10/photo.jpg?itok=aB3",
        "https://www.example.org/sites/default/files/styles/thumbnail/public/2024-10/photo.jpg.webp?itok=x",
        "https://www.example.org/sites/default/files/2024-10/photo.jpg",
    ),
    _scheme(
        "Ghost",
        r"([^/]+/(?:.*/)?content/images/)(?:size/w\d+(?:h\d+)?/)?(?:format/\w+/)?(\d{4}/[^?]+)",
        "{1}{2}",
        "https://blog.example.com/content/images/size/w600/2024/10/photo.jpg",
        "https://blog.example.com/content/images/size/w1000/format/webp/2024/10/photo.jpg",
        "https://blog.example.com/content/images/2024/10/photo.jpg",
    ),
    _scheme(
        "Shopify",
        r"(cdn\.shopify\.com/s/files/[^?]+?)(?:_\d*x\d*(?:_crop_\w+)?(?:@\dx)?)?(\.\w+)(?:\?|$)",
        "{1}{2}",
        "https://cdn.shopify.com/s/files/1/0001/0002/products/photo_600x600.jpg?v=1",
        "https://cdn.shopify.com/s/files/1/0001/0002/products/photo.jpg?v=1",
        is_certain=False,
    ),
    # Image services: what is asked for is in the query
    _scheme(
        "imgix, Contentful, Sanity, Prismic, Squarespace",
        r"((?:[\w-]+\.imgix\.net|images\.ctfassets\.net|cdn\.sanity\.io/images|images\.prismic\.io"
        r"|images\.squarespace-cdn\.com|images\.unsplash\.com|images\.pexels\.com)/[^?]+)",
        "{1}",
        "https://site.imgix.net/photos/1.jpg?w=800&fit=crop&auto=format",
        "https://site.imgix.net/photos/1.jpg",
    ),
    _scheme(
        "Cloudinary fetch",
        r"res\.cloudinary\.com/[^/]+/image/fetch/(?:s--[\w-]+--/)?(?:[^/:]+/)*?(https?(?::|%3A).+)",
        "{1}",
        "https://res.cloudinary.com/demo/image/fetch/w_300,c_fill/https://cdn.example.net/photo.jpg",
        "https://res.cloudinary.com/demo/image/fetch/f_auto,q_auto/https://cdn.example.net/photo.jpg",
        "https://cdn.example.net/photo.jpg",
        is_wrapped=True,
    ),
    _scheme(
        "Cloudinary",
        r"res\.cloudinary\.com/([^/]+)/image/(?:upload|private)/(?:s--[\w-]+--/)?"
        r"(?:(?:[a-z]{1,3}_[^/]+)/)*(?:v\d+/)?([^?]+?)(?:\.\w{3,4})?(?:\?|$)",
        "cloudinary:{1}/{2}",
        "https://res.cloudinary.com/demo/image/upload/c_fill,w_300/f_auto/v1730000000/news/kazan.jpg",
        "https://res.cloudinary.com/demo/image/upload/v1730000000/news/kazan.webp",
        "https://res.cloudinary.com/demo/image/upload/news/kazan.jpg",
    ),
    _scheme(
        "Cloudflare Images",
        r"imagedelivery\.net/([\w-]+/[\w-]+)/",
        "cloudflare:{1}",
        "https://imagedelivery.net/ZWd9g1K7eljCn_KDTu_MWA/083eb7b2-5392-4565-b69e-aff66acddd00/public",
        "https://imagedelivery.net/ZWd9g1K7eljCn_KDTu_MWA/083eb7b2-5392-4565-b69e-aff66acddd00/w=200,fit=cover",
    ),
    _scheme(
        "Medium",
        r"miro\.medium\.com/(?:.*/)?(\d\*[\w-]+)",
        "medium:{1}",
        "https://miro.medium.com/v2/resize:fit:1400/format:webp/1*aBcDeFgHiJkLmNoPqRsTuV.jpeg",
        "https://miro.medium.com/max/700/1*aBcDeFgHiJkLmNoPqRsTuV.jpeg",
    ),
    # Communities and archives
    _scheme(
        "Wikimedia",
        r"upload\.wikimedia\.org/(\w+/[\w-]+)/(?:thumb/)?([0-9a-f]/[0-9a-f]{2}/[^/?]+)",
        "wikimedia:{1}/{2}",
        "https://upload.wikimedia.org/wikipedia/commons/thumb/a/a9/Example.jpg/640px-Example.jpg",
        "https://upload.wikimedia.org/wikipedia/commons/a/a9/Example.jpg",
        "https://upload.wikimedia.org/wikipedia/commons/thumb/a/a9/Example.jpg/330px-Example.jpg?20100101",
    ),
    _scheme(
        "Twitter",
        r"pbs\.twimg\.com/(media|card_img/\d+|ext_tw_video_thumb/\d+/\w+/img|tweet_video_thumb)/([\w-]+)",
        "twimg:{2}",
        "https://pbs.twimg.com/media/GaBcDeFWgAAhIjK?format=jpg&name=large",
        "https://pbs.twimg.com/media/GaBcDeFWgAAhIjK.jpg:small",
        "https://pbs.twimg.com/media/GaBcDeFWgAAhIjK.jpg",
    ),
    _scheme(
        "YouTube",
        r"(?:i\d?\.ytimg|img\.youtube)\.com/(?:vi|vi_webp)/([\w-]{11})/(?:maxres|sd|hq|mq|hq720)?(?:default|0)?\.",
        "youtube:{1}",
        "https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg",
        "https://img.youtube.com/vi/dQw4w9WgXcQ/maxresdefault.jpg",
        "https://i.ytimg.com/vi_webp/dQw4w9WgXcQ/sddefault.webp",
    ),
    _scheme(
        "Flickr",
        r"(?:live|farm\d+)\.static\.?flickr\.com/(?:\d+/)?(\d+)/(\d+)_",
        "flickr:{2}",
        "https://live.staticflickr.com/65535/53000000001_0a1b2c3d4e_b.jpg",
        "https://live.staticflickr.com/65535/53000000001_9f8e7d6c5b_k.jpg",
    ),
    _scheme(
        "Reddit",
        r"(?:preview|i)\.redd\.it/(?:[\w-]+-v0-)?(\w{10,})\.",
        "reddit:{1}",
        "https://preview.redd.it/abc123def4567.jpg?width=640&auto=webp&s=12ab",
        "https://preview.redd.it/brics-in-kazan-v0-abc123def4567.jpg?width=1080",
        "https://i.redd.it/abc123def4567.jpg",
    ),
    _scheme(
        "Blogger",
        r"(?:\d\.bp\.blogspot\.com|blogger\.googleusercontent\.com/img)/(.+)/(?:s|w|h)\d+[\w-]*/([^/?]+)",
        "blogger:{1}/{2}",
        "https://1.bp.blogspot.com/-aBc/XyZ/AAAA/bBb/s1600/photo.jpg",
        "https://1.bp.blogspot.com/-aBc/XyZ/AAAA/bBb/w320-h213-p-k-no-nu/photo.jpg",
    ),
    _scheme(
        "Google",
        r"(lh\d\.googleusercontent\.com/[^=?]+)",
        "{1}",
        "https://lh3.googleusercontent.com/aBcDeFgHiJk=s640-c",
        "https://lh3.googleusercontent.com/aBcDeFgHiJk=w1200-h630-rw",
    ),
    # Anywhere: a size in the query, as Fastly, Akamai and many a server of its own take it
    _scheme(
        "a size in the query",
        r"([^?]+\.(?:jpe?g|png|gif|webp|avif))\?(?:(?:w|h|width|height|imwidth|q|quality|fit|crop|auto|format|fm|dpr"
        r"|resize|size|strip|s|sig|ssl|optimize|enable|im|itok|v|ts|cb|impolicy)(?:=[^&]*)?(?:&|$))+$",
        "{1}",
        "https://img.example.com/kazan.jpg?width=640&quality=75&auto=webp",
        "https://img.example.com/kazan.jpg?w=1200",
        "https://img.example.com/kazan.jpg",
        is_certain=False,
    ),
)
