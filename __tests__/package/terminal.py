"""Types lines into a shell in a terminal of its own, and prints what was shown until the wanted text came, as JSON.

Arguments: the words that start the shell, as JSON; its first lines, as JSON; pairs of what is typed and what is wanted,
as JSON.
"""

import json
import os
import pty
import re
import select
import sys
import time

shell, first, lines = (json.loads(word) for word in sys.argv[1:])
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(shell[0], shell)


def shown_until(wanted: str, seconds: float) -> str:
    """What is shown, without what moves the cursor and colours."""
    output = ""
    end = time.monotonic() + seconds
    while wanted not in output and time.monotonic() < end:
        if select.select([terminal], [], [], 0.05)[0]:
            output += os.read(terminal, 65536).decode(errors="replace")
            output = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|[\r\n\x07\x08]", "", output)
    return output


for number, line in enumerate(first):
    # Split, since the shell shows what is typed.
    os.write(terminal, f"{line}; echo rea''dy-{number}\n".encode())
    shown_until(f"ready-{number}", 20)

answers = []
for typed, wanted in lines:
    os.write(terminal, typed.encode())
    answers.append(shown_until(wanted, 20))
    # Away with the line.
    os.write(terminal, b"\x15")
    shown_until("\0", 0.2)
os.kill(pid, 9)
print(json.dumps(answers))
