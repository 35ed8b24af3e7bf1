"""What allauth asks of a site: who may come in, what a QR code looks like."""

import re
from io import BytesIO
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render
from qrcode.image.svg import SvgPathImage


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """People come by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the base class's signature
        """Return that nobody makes an account of their own accord."""
        return False


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Who signs in elsewhere comes in where their address is a member's."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Tell somebody whose address nobody has invited so, on a page of its own."""
        emails = [one.email for one in sociallogin.email_addresses]
        verified = any(one.verified for one in sociallogin.email_addresses)
        page = render(
            request, "accounts/no_member.html", {"emails": emails, "is_verified": verified}, status=403
        )
        raise ImmediateHttpResponse(page)


class TwoFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Two-factor under the name of Läget."""

    def get_totp_issuer(self) -> str:
        """Return what the app calls us."""
        return "Läget"

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as an element of the page: its policy allows no pictures by data address."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathImage, border=4).save(drawn)
        return re.sub(r"<\?xml[^>]*\?>\s*", "", drawn.getvalue().decode())
