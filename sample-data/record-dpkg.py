#!/usr/bin/env python3
"""Installs Debian packages, one after the other, and records the package manager's progress as timed events.

    sudo ./record-dpkg.py tree figlet graphviz > dpkg-install.jsonl

Two sources are read while they are being written: apt's status descriptor and dpkg's log.
Each line becomes one event, stamped with the moment of its arrival.
"""
import json
import os
import re
import subprocess
import sys
import threading
import time

DPKG_LOG = "/var/log/dpkg.log"

# KIND:SUBJECT:PERCENT:TEXT, where the subject may be a package with its architecture after another colon.
APT_STATUS = re.compile(r"(dl|pm)status:(.+?):(\d+(?:\.\d+)?):(.*)")
APT_CHANNELS = {"dl": "apt.download", "pm": "apt.progress"}

# What follows date, time and action in dpkg's log. All other actions: package, version, target.
DPKG_FIELDS = {"startup": ("type", "command"), "status": ("state", "package", "version"), "conffile": ("file", "decision")}


def apt_event(line):
    match = APT_STATUS.fullmatch(line)
    if match:
        kind, subject, percent, text = match.groups()
        return APT_CHANNELS[kind], {"subject": subject, "percent": float(percent), "text": text}


def dpkg_event(line):
    action, *values = line.split()[2:]
    names = DPKG_FIELDS.get(action, ("package", "version", "target"))
    return f"dpkg.{action}", {"action": action, **dict(zip(names, values))}


class Recorder:
    def __init__(self, output):
        self.output, self.start, self.writing = output, time.monotonic(), threading.Lock()

    def emit(self, channel, data):
        with self.writing:  # the clock is read inside, so that the lines are in order of time
            event = {"at": round(time.monotonic() - self.start, 6), "channel": channel, "data": data}
            print(json.dumps(event, separators=(",", ":")), file=self.output, flush=True)

    def follow(self, stream, to_event):
        for line in stream:
            event = to_event(line.rstrip("\n"))
            if event:
                self.emit(*event)

    def install(self, package):
        self.emit("apt.run", {"command": "install", "package": package})
        status, status_for_apt = os.pipe()
        apt = subprocess.Popen(
            ["apt-get", "install", "-y", "-o", f"APT::Status-Fd={status_for_apt}", package],
            pass_fds=[status_for_apt], stdout=sys.stderr,
            env={**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"})
        os.close(status_for_apt)
        with os.fdopen(status) as lines:
            self.follow(lines, apt_event)
        self.emit("apt.run", {"command": "install", "package": package, "exit": apt.wait()})


def main(packages):
    recorder = Recorder(sys.stdout)
    log = subprocess.Popen(["tail", "-n0", "-F", DPKG_LOG], stdout=subprocess.PIPE, text=True)
    threading.Thread(target=recorder.follow, args=(log.stdout, dpkg_event), daemon=True).start()
    for package in packages:
        recorder.install(package)
    time.sleep(1)  # the last lines of the log are still on their way through tail
    log.terminate()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
