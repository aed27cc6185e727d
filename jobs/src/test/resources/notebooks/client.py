"""Runs a command of Shaketable's in a process that runs already: client.py PORT ARGUMENT ..."""

import json
import os
import socket
import sys
import threading

home = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
home.sendall(json.dumps(sys.argv[2:]).encode() + b"\n")


def ask():
    while chunk := os.read(0, 65536):
        home.sendall(chunk)
    home.shutdown(socket.SHUT_WR)


threading.Thread(target=ask, daemon=True).start()
for line in home.makefile(newline="\n", encoding="utf-8"):
    if line[0] == "x":
        sys.stdout.flush()
        os._exit(int(line[1:]))
    print(line[1:], end="", flush=True, file=sys.stdout if line[0] == "o" else sys.stderr)
os._exit(70)
