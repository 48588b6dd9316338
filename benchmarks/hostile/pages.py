"""Web pages: bombs, lies and broken ones."""

from __future__ import annotations

from collections.abc import Iterator

from case import CANARY, GOOD, Case

HEAD = "<!doctype html><html><head><title>Halden revenue rises again</title></head><body><article>"
BODY = f"<p>{GOOD * 2}</p><p>{GOOD}</p>"
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


def pages() -> Iterator[Case]:
    """Yield pages."""
    nested = {tag: f"<{tag}>" * 50_000 + BODY for tag in ("div", "span", "b", "ul", "table", "blockquote", "font", "a")}
    said = {
        **{f"nested_{tag}": HEAD + held for tag, held in nested.items()},
        "lists": HEAD + "<ul><li>" * 20_000 + BODY,
        "tables": HEAD + "<table><tr><td>" * 20_000 + BODY,
        "many_p": HEAD + "<p>Sales rose 5%." * 20_000,
        "many_br": HEAD + "<p>" + "Sales rose 5%.<br>" * 20_000,
        "attribute": HEAD + f'<p class="{"x" * 5_000_000}">{GOOD}</p>' + BODY,
        "attributes": HEAD + f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>{GOOD}</p>" + BODY,
        "entities": HEAD + "<p>" + "&amp;&#x41;" * 100_000 + BODY,
        "bad_entities": HEAD + "<p>" + "&#xffffffff;&#0;&#xd800;&nosuch" * 9999 + BODY,
        "comment": HEAD + BODY + "<!-- " + "x" * 500_000,
        "cdata": HEAD + "<![CDATA[" * 5000 + BODY,
        "laughs": f'<!DOCTYPE html [<!ENTITY l0 "ha">{LAUGHS}]><html><body><p>&l9;</p>{BODY}',
        "external": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p>' + BODY,
        "declared": '<?xml version="1.0" encoding="utf-16"?>' + HEAD + BODY,
        "frames": '<html><frameset><frame src="http://127.0.0.1:1/a"></frameset></html>',
        "refresh": HEAD.replace("<title>", '<meta http-equiv=refresh content="0;url=http://127.0.0.1:1/"><title>')
        + BODY,
        "iframe": HEAD + '<iframe src="http://127.0.0.1:1/"></iframe><img src="http://127.0.0.1:1/x.png">' + BODY,
        "base": HEAD.replace("<title>", '<base href="http://127.0.0.1:1/"><title>') + BODY,
        "ld_deep": HEAD.replace("<title>", '<script type="application/ld+json">' + "[" * 100_000 + "</script><title>")
        + BODY,
        "ld_large": HEAD.replace(
            "<title>",
            '<script type="application/ld+json">{"a":' + '{"a":' * 900 + "1" + "}" * 900 + "}</script><title>",
        )
        + BODY,
        "title": "<html><head><title>" + "Sales rise " * 50_000 + "</title></head><body><article>" + BODY,
        "titles": "<html><head>" + "<title>Sales rise</title>" * 5000 + "<body>" + BODY,
        "dates": HEAD.replace(
            "<title>",
            '<meta property="article:published_time" content="9999-99-99T99:99"><meta name=date content="'
            + "9" * 5000
            + '"><title>',
        )
        + BODY,
        "script": HEAD
        + f"<script>{CANARY}(1)</script><p onclick={CANARY}(1)>{GOOD}<b>&lt;script&gt;{CANARY}(1)&lt;/b></p>"
        + BODY,
        "unclosed": "<html><body><p" + BODY,
        "empty": "<html></html>",
        "no_body": "<html><head><title>Sales rise</title>",
        "nul": HEAD + BODY.replace("p", "p\0"),
        "tags_only": "<" * 500_000,
        "gts": ">" * 500_000,
        "lt_p": "<p" * 200_000,
        "svg": HEAD + "<svg>" + "<g>" * 20_000 + "</svg>" + BODY,
        "math": HEAD + "<math><mtext><table><mglyph><style><!--</style>" * 2000 + BODY,
        "select": HEAD + "<select><option>5%" * 9000 + BODY,
        "template": HEAD + "<template>" * 9000 + BODY,
        "formatting": HEAD + "<p><b><i><u><s>" * 5000 + BODY,
        "nobr": HEAD + "<nobr><form>" * 5000 + BODY,
        "url": "http://127.0.0.1:1/page.html",
        "plaintext": HEAD + "<plaintext>" + BODY,
        "textarea": HEAD + "<textarea>" + BODY,
        "hidden": HEAD + f'<div style="display:none">{BODY}</div>',
        "spaces": HEAD + "<p>" + " \n\t" * 200_000 + GOOD + BODY,
    }
    for name, held in said.items():
        yield Case("html", f"{name}.html", held.encode("utf-8", "surrogatepass"), forbid=("root:x", "NaN", "Infinity"))
    for name in ("utf-16", "koi8-r", "shift_jis", "gb18030", "utf-7", "cp037"):
        held = HEAD.replace("<title>", f"<meta charset={name}><title>") + BODY
        yield Case("html", f"charset_{name}.html", held.encode(name))
    yield Case(
        "html",
        "charset_lie.html",
        (HEAD.replace("<title>", "<meta charset=nosuch-9><title>") + BODY).encode() + b"\xff",
    )
    yield Case("html", "random.html", b"<html>" + bytes(range(256)) * 400)
