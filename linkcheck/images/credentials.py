"""Read a picture's Content Credentials (C2PA 2.x): is the file as it was signed, by whom, and made how?

"Valid" means that nothing was changed since it was signed, "Trusted" also that the signer's certificate leads
to one of the given anchors. Neither says who made the picture, or that it shows what it is said to show.
Nothing is fetched: neither manifests kept elsewhere nor certificate status nor the documents of identities,
whose hosts a picture could choose at will.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkcheck.images.boilerplate import clean
from linkcheck.images.sniff import sniff
from linkcheck.images.source_types import source_type
from linkcheck.model import CredentialAction, Credentials, CredentialState, Ingredient

if TYPE_CHECKING:
    import c2pa

_EXTRA = "it carries Content Credentials; install linkcheck-provenance[c2pa] to have them read"
# A JUMBF superbox whose content is a C2PA manifest store (C2PA 2.2 §11.1.4), in whatever file.
_STORE = re.compile(rb"jumb.{4}jumdc2pa", re.DOTALL)
# No file without a manifest and no old draft of the standard is an invalid one.
_NONE_HERE = ("ManifestNotFound", "JumbfNotFound")
_UNSUPPORTED = ("NotSupported", "UnsupportedType", "prerelease", "Prerelease")
_TRUSTED = "signingCredential.trusted"
# That a signer is unknown to us is what "Valid" (and not "Trusted") says already. Who stands behind an
# identity (CAWG Identity Assertion 1.2 §8.1) is written on the web, where nothing is looked up.
_UNKNOWN = frozenset(
    {
        "signingCredential.untrusted",
        "cawg.x509.credential.untrusted",
        "cawg.ica.untrusted_issuer",
        "cawg.ica.did_unavailable",
    }
)
_MOST = 100


def read_credentials(body: bytes, *, anchors: str = "") -> Credentials | None:
    """Read the manifest store in a picture's bytes; None if there is none.

    `anchors` is a PEM file of the certificates to trust. Without the library that reads manifests, or for one
    that it cannot read, only a note is returned.
    """
    if not _STORE.search(body):
        return None
    try:
        import c2pa
    except ImportError:
        return Credentials(note=_EXTRA)
    except (OSError, RuntimeError) as error:  # its native library does not load here
        return Credentials(note=f"its Content Credentials cannot be read here: {clean(str(error))}")
    try:
        with c2pa.Reader(f"image/{sniff(body)}", io.BytesIO(body), context=_context(anchors)) as reader:
            state, results = reader.get_validation_state(), reader.get_validation_results()
            return _described(reader.json(), state, results or {})
    except c2pa.C2paError as error:
        return _unread(str(error))
    except (OSError, ValueError) as error:  # the anchors are gone, or what it says is no JSON
        return Credentials(note=f"its Content Credentials cannot be read: {clean(str(error))}")


@cache
def _context(anchors: str) -> c2pa.Context:
    import c2pa

    settings: dict[str, object] = {
        "core": {"allowed_network_hosts": []},
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    }
    if anchors:
        settings["trust"] = {"user_anchors": Path(anchors).read_text("utf-8")}
    return c2pa.Context(c2pa.Settings.from_dict(settings))


def _unread(message: str) -> Credentials | None:
    if any(word in message for word in _NONE_HERE):
        return None
    reason = clean(message)
    if any(word in message for word in _UNSUPPORTED):
        return Credentials(note=f"its Content Credentials cannot be read: {reason}")
    return Credentials(CredentialState.INVALID, errors=(f"manifest.unreadable: {reason}",))


def _described(store: str, state: str | None, results: Mapping[str, Any]) -> Credentials:
    import json

    manifests = _mapping(json.loads(store), "manifests")
    active = _mapping({"": manifests.get(json.loads(store).get("active_manifest"))}, "")
    signature = _mapping(active, "signature_info")
    reachable = list(islice(_reachable(active, manifests), _MOST))
    actions = tuple(islice((action for each in reachable for action in _actions(each)), _MOST))
    failures = tuple(dict.fromkeys(_codes(results, "failure")))
    errors = tuple(code for code in failures if code not in _UNKNOWN)
    if state == CredentialState.INVALID and failures and not errors:
        is_trusted = _TRUSTED in _codes({"activeManifest": results.get("activeManifest")}, "success")
        state = CredentialState.TRUSTED if is_trusted else CredentialState.VALID
    types = dict.fromkeys(action.digital_source_type for action in actions if action.digital_source_type)
    return Credentials(
        state=CredentialState(state) if state in set(CredentialState) else None,
        signer=_text(signature, "common_name") or _text(signature, "issuer"),
        issuer=_text(signature, "issuer"),
        signed_at=_text(signature, "time"),
        generator=_generator(active),
        title=_text(active, "title"),
        actions=actions,
        ingredients=tuple(islice(_ingredients(active), _MOST)),
        digital_source_types=tuple(types),
        errors=errors[:_MOST],
    )


def _reachable(active: Mapping[str, Any], manifests: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the active manifest and those of its ingredients: what a picture was made from is its history."""
    seen: set[str] = set()
    waiting = [active]
    while waiting:
        manifest = waiting.pop(0)
        yield manifest
        for ingredient in _list(manifest, "ingredients"):
            label = ingredient.get("active_manifest")
            if isinstance(label, str) and label not in seen:
                seen.add(label)
                waiting.append(_mapping(manifests, label))


def _actions(manifest: Mapping[str, Any]) -> Iterator[CredentialAction]:
    for assertion in _list(manifest, "assertions"):
        if not str(assertion.get("label", "")).startswith("c2pa.actions"):
            continue
        for action in _list(_mapping(assertion, "data"), "actions"):
            agent = action.get("softwareAgent")
            yield CredentialAction(
                action=_text(action, "action") or "",
                software=_text(agent, "name") if isinstance(agent, dict) else _text(action, "softwareAgent"),
                digital_source_type=source_type(_text(action, "digitalSourceType") or ""),
                at=_text(action, "when"),
            )


def _ingredients(manifest: Mapping[str, Any]) -> Iterator[Ingredient]:
    for ingredient in _list(manifest, "ingredients"):
        yield Ingredient(
            title=_text(ingredient, "title"),
            relationship=_text(ingredient, "relationship"),
            media_type=_text(ingredient, "format"),
            has_credentials=isinstance(ingredient.get("active_manifest"), str),
        )


def _generator(manifest: Mapping[str, Any]) -> str | None:
    named = next(iter(_list(manifest, "claim_generator_info")), {})
    words = filter(None, (_text(named, "name"), _text(named, "version")))
    return " ".join(words) or _text(manifest, "claim_generator")


def _codes(results: Mapping[str, Any], kind: str) -> Iterator[str]:
    """Yield the codes of one kind of result (C2PA §15.2.2), of the manifest and of its ingredients."""
    parts = [_mapping(results, "activeManifest")]
    parts += [_mapping(delta, "validationDeltas") for delta in _list(results, "ingredientDeltas")]
    for part in parts:
        for each in _list(part, kind):
            if code := _text(each, "code"):
                yield code


def _text(values: Mapping[str, Any], name: str) -> str | None:
    value = values.get(name)
    return clean(value) or None if isinstance(value, str) else None


def _mapping(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = values.get(name)
    return value if isinstance(value, dict) else {}


def _list(values: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = values.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
