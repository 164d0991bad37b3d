"""What was carried into an account leaves the device, which others may use."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from frontdoor.careers.saving import cookie


class CarriedAlong:
    """After the request that signed somebody in: the cookie keeps the quiz under way only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        carried = getattr(request, "carried_from", None)
        if carried is not None:
            cookie.write(response, carried.only_quiz())
        return response
