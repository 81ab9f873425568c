"""Tells Specwright what pytest finds and does, as JSON lines on standard output.

Loaded with ``-p`` before pytest captures output, so that what tests print cannot
be taken for a message; each message also carries a token the tests cannot see.
"""

import json
import os
import threading

TOKEN = os.environ.pop("SPECWRIGHT_TOKEN", "")
OUTPUT = os.dup(1)
INPUT = os.dup(0)
LONGEST = 6000


def end_with_parent():
    """Ends this process when the one that started it is gone and has closed its end."""
    while os.read(INPUT, 4096):
        pass
    os._exit(3)


threading.Thread(target=end_with_parent, daemon=True).start()


def send(**message):
    line = f"\n{TOKEN}{json.dumps(message)}\n".encode()
    while line:
        line = line[os.write(OUTPUT, line) :]


def cut(text):
    return text if len(text) <= LONGEST else text[:1000] + "\n…\n" + text[-LONGEST + 1000 :]


def reason(report):
    """Why a test was skipped or failed, in a few lines."""
    text = report.longrepr
    if isinstance(text, tuple):
        return str(text[2])
    crash = getattr(text, "reprcrash", None)
    if crash is None:
        return cut(str(text))
    return cut(f"{crash.message}\n\n{report.longreprtext}")


def pytest_collection_finish(session):
    send(kind="collected", ids=[item.nodeid for item in session.items])


def pytest_collectreport(report):
    if report.failed:
        send(kind="uncollected", id=report.nodeid, message=reason(report))


def pytest_runtest_logreport(report):
    expected = hasattr(report, "wasxfail")
    message = report.wasxfail if expected else "" if report.passed else reason(report)
    send(
        kind="phase",
        id=report.nodeid,
        when=report.when,
        outcome="skipped" if expected else report.outcome,
        message=message,
        seconds=report.duration,
    )


def pytest_internalerror(excrepr):
    send(kind="broken", message=cut(str(excrepr)))


def pytest_sessionfinish(exitstatus):
    send(kind="finished", status=int(exitstatus))
