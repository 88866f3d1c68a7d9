#!/usr/bin/env python3
"""Writes the binary inputs beside this file from the text ones. Same bytes every time."""
import gzip, io, os, subprocess, tarfile, zipfile

here = os.path.dirname(os.path.abspath(__file__))
read = lambda name: open(os.path.join(here, name), "rb").read()
page, report = read("page.html"), read("report.txt")


def write(name, data):
    with open(os.path.join(here, name), "wb") as file:
        file.write(data)


def packed(data):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0, filename="") as file:
        file.write(data)
    return out.getvalue()


def make_zip(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name, (2021, 3, 14, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tar_entry(name, data=b"", kind=tarfile.REGTYPE, link=""):
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = len(data), kind, link
    return info, data


def make_tar(entries):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for info, data in entries:
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def record(kind, uri, block, content_type, extra="", length=None, version="1.0"):
    size = len(block) if length is None else length
    head = (f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2021-03-16T08:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(uri)) % 1:012d}>\r\n{extra}"
            f"Content-Type: {content_type}\r\nContent-Length: {size}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"


def http(body, fields, status="200 OK"):
    return (f"HTTP/1.1 {status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields) + "\r\n").encode() + body


def chunked(body, size=100):
    out = b""
    for at in range(0, len(body), size):
        piece = body[at:at + size]
        out += f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    return out + b"0\r\n\r\n"


html = [("Content-Type", "text/html; charset=utf-8"), ("Last-Modified", "Mon, 15 Mar 2021 10:00:00 GMT")]
second = page.replace(b"Varn", b"Kell")
third = page.replace(b"Varn", b"Sarn")
records = [
    record("warcinfo", "", b"software: none\r\n", "application/warc-fields"),
    record("request", "https://courier.example/1", b"GET /1 HTTP/1.1\r\nHost: courier.example\r\n\r\n", "application/http; msgtype=request"),
    record("response", "https://courier.example/1", http(page, html), "application/http; msgtype=response"),
    record("response", "https://courier.example/2", http(chunked(packed(second)), html + [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]),
           "application/http; msgtype=response", version="1.1"),
    record("response", "https://courier.example/3", http(b"<html>not here</html>", html, "404 Not Found"), "application/http; msgtype=response"),
    record("response", "https://courier.example/4", http(b"\x89PNG\r\n\x1a\n", [("Content-Type", "image/png")]), "application/http; msgtype=response"),
    record("resource", "https://courier.example/5", third, "text/html"),
    record("conversion", "https://courier.example/6", report, "text/plain"),
]
write("crawl.warc", b"".join(records))
write("crawl.warc.gz", b"".join(packed(one) for one in records))
write("crawl-frames.warc.zst", b"".join(subprocess.run(["zstd", "-19", "-q", "-c"], input=one, capture_output=True, check=True).stdout for one in records))
write("wrong-length.warc", records[2] + record("response", "https://courier.example/7", http(second, html), "application/http; msgtype=response", length=40) +
      record("resource", "https://courier.example/8", third, "text/html", length=len(third) + 50) + records[7])
write("pages.zip", make_zip([("2021/page.html", page), ("2021/", b""), ("report.txt", report), (".DS_Store", b"x"), ("README.md", b"x"),
                             ("caf\u00e9.txt", "A report from the caf\u00e9.\n".encode())]))
write("pages.tar", make_tar([tar_entry("2021", kind=tarfile.DIRTYPE), tar_entry("2021/page.html", page), tar_entry("report.txt", report)]))
write("pages.tar.gz", packed(read("pages.tar")))
write("page.html.gz", packed(page))
write("evil.tar", make_tar([tar_entry("../outside.txt", b"out"), tar_entry("/root.txt", b"out"), tar_entry("link.txt", kind=tarfile.SYMTYPE, link="/etc/passwd"),
                            tar_entry("hard.txt", kind=tarfile.LNKTYPE, link="/etc/passwd"), tar_entry("null", kind=tarfile.CHRTYPE), tar_entry("good.txt", report)]))
write("nested.zip", make_zip([("crawl.warc.gz", read("crawl.warc.gz")), ("inner.zip", read("pages.zip")), ("letters.mbox", read("letters.mbox"))]))
write("news-please.jsonl.gz", packed(read("news-please.jsonl")))
