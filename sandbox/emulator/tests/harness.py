"""Starts ministack with and without the fixes, and keeps the scenarios that tell the two apart."""

import importlib.metadata
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import botocore.config
import botocore.session

ANY_VERSION = os.environ.get("RAMPART_EMULATOR_ANY_VERSION") == "1"
VERSION = importlib.metadata.version("ministack")
SCENARIOS = {}


def scenario(fix, expected):
    """A function of `client(service)` that does what the provider does and returns what it reads back."""

    def register(run):
        SCENARIOS[fix] = (run, expected)
        return run

    return register


class Emulator:
    """A ministack of its own on a free loopback port."""

    def __init__(self, *arguments):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        version = ["--any-version"] if ANY_VERSION else []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "rampart_emulator", *version, *arguments],
            cwd=Path(__file__).parent.parent,
            env={**os.environ, "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "MINISTACK_HOST": "127.0.0.1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._wait()

    def client(self, service):
        return botocore.session.get_session().create_client(
            service,
            endpoint_url=self.url,
            region_name="eu-west-1",
            aws_access_key_id="sandbox",
            aws_secret_access_key="sandbox",
            config=botocore.config.Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}),
        )

    def stop(self):
        self._process.terminate()
        self._process.communicate(timeout=10)

    def _wait(self):
        for _ in range(100):
            if self._process.poll() is not None:
                raise RuntimeError(f"the emulator did not start:\n{self._process.stdout.read()}")
            try:
                urllib.request.urlopen(f"{self.url}/_ministack/health", timeout=1)
                return
            except OSError:
                time.sleep(0.1)
        self.stop()
        raise RuntimeError("the emulator was not ready after 10 s")
