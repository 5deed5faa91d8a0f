"""Says that this process answers."""

from django.http import HttpRequest, HttpResponse


def health(request: HttpRequest) -> HttpResponse:
    """Does no work: a process that started has read the whole catalog."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")
