"""A server on this machine for what is fetched: pages by path, answered as a test says; it keeps what was asked."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic

Handler = BaseHTTPRequestHandler
Answer = Callable[[Handler], None]


class Served:
    """The server's address, what each path answers, and the requests so far: path, Host and when."""

    def __init__(self, port: int, answers: dict[str, Answer]) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.port = port
        self.answers = answers
        self.requests: list[tuple[str, str, float]] = []

    def paths(self) -> list[str]:
        """The paths that were asked, in order, without that of the rules."""
        return [path for path, *_ in self.requests if path != "/robots.txt"]


def page(text: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    """An answer that holds this."""
    data = text.encode() if isinstance(text, str) else text

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        said = {"Content-Type": kind, "Content-Length": str(len(data))}
        for name, value in {**said, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def leads_to(address: str, status: int = 302) -> Answer:
    """An answer that leads on to an address."""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Location", address)
        handler.end_headers()

    return answer


def answers(status: int) -> Answer:
    """An answer of that status with nothing in it."""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        handler.end_headers()

    return answer


@contextmanager
def serve(told: Mapping[str, Answer], certificate: tuple[Path, Path] | None = None) -> Iterator[Served]:
    """The server while the block runs; a path that is not told has no page."""
    served: list[Served] = []

    class Handles(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served[0].requests.append((self.path, self.headers["Host"], monotonic()))
            with suppress(OSError):  # who asked has gone
                served[0].answers.get(self.path, answers(404))(self)

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handles)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    served.append(Served(server.server_address[1], dict(told)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served[0]
    finally:
        server.shutdown()
        server.server_close()
