"""A QR code on a page, with its words for those who cannot see it, black on white in dark mode too."""

from markupsafe import Markup

from branch_portal.ground.qr import qr_svg


def qr_code(address: str, label: str) -> Markup:
    """The picture in a frame that names its address, from which another edition of the page draws its own."""
    return Markup('<span class="qr-frame" role="img" aria-label="{}" data-qr="{}">{}</span>').format(
        label, address, Markup(qr_svg(address))
    )
