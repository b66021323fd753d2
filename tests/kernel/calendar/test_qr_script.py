"""The QR codes that the browser draws are, module by module, those of the library that draws the portal's own."""

import json
import subprocess
from pathlib import Path

import pytest
import segno

import branch_portal.calendar

SCRIPT = Path(branch_portal.calendar.__file__).parent / "js" / "qr.js"
ROOM = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213)
"""How many octets the versions 1 to 10 hold at level M."""


@pytest.mark.slow
def test_the_browser_draws_what_the_library_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    # Where the words end with an octet the library puts in one more of zeros, which no reader looks at; the standard does not.
    monkeypatch.setattr(
        segno.encoder, "write_padding_bits", lambda bits, version, length: bits.extend([0] * (-length % 8))
    )
    addresses = [("webcal://portal.example.com/calendar/" + "b01.org-member.quiet/" * 12)[:n] for room in ROOM for n in (room - 1, room)]  # fmt: skip
    program = f"const window = {{}}; {SCRIPT.read_text('utf-8')}; const all = JSON.parse(process.argv[1]);" + (
        "console.log(JSON.stringify(all.map((one) => window.portalQr.matrix(one)"
        ".map((row) => row.map(Number).join('')))), window.portalQr.matrix('x'.repeat(214)), window.portalQr.matrix('支'))"
    )
    done = subprocess.run(["node", "-e", program, json.dumps(addresses)], capture_output=True, text=True, check=True)
    drawn, *none = done.stdout.strip().rsplit(" ", 2)
    assert none == ["null", "null"]
    for address, rows in zip(addresses, json.loads(drawn), strict=True):
        code = segno.make(address, error="m", micro=False, mask=3, boost_error=False)
        assert rows == ["".join(map(str, row)) for row in code.matrix], (code.version, len(address))
    assert {segno.make(one, error="m", micro=False, boost_error=False).version for one in addresses} == set(
        range(1, 11)
    )
