"""The pages that a browser looks at one by one."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Page

from tests.screenshots import ANSWERS, NOTHING_LEFT

BARE = {
    "home": "",
    "questionnaire": "questionnaire/",
    "guided": "questionnaire/content/",
    "recommendation": "recommendation/",
    "compare": "compare/",
    "patterns": "patterns/",
    "pattern": "patterns/cloudfront-multi-origin/",
    "bundle": "patterns/cloudfront-multi-origin/bundles/cloudformation?file=web-acl.yaml",
    "method": "method/",
    "cost": "cost/",
    "glossary": "glossary/",
    "difference": "difference/",
    "saved": "saved/",
    "lost": "patterns/nothing/",
}
"""Every kind of page."""

ANSWERED = {
    "home": f"?{ANSWERS}",
    "questionnaire": f"questionnaire/?{ANSWERS}",
    "guided": f"questionnaire/response_body_mb/?{ANSWERS}",
    "recommendation": f"recommendation/?{ANSWERS}&nonsense=1",
    "record": f"recommendation/decision/?{ANSWERS}",
    "nothing left": f"recommendation/?{NOTHING_LEFT}",
    "compare": f"compare/?{ANSWERS}",
    "patterns": f"patterns/?{ANSWERS}",
    "pattern": f"patterns/apigw-lambda/?{ANSWERS}",
    "bundle": f"patterns/alb-ecs/bundles/terraform?{ANSWERS}&project_name=NO",
    "bundle set by hand": "patterns/apigw-lambda/bundles/terraform?set.function_memory=x",
    "method": f"method/?{ANSWERS}",
    "cost": f"cost/?{ANSWERS}&region=ap-northeast-1&memory_mb=7",
    "cost without prices": f"cost/?{ANSWERS}&region=eu-west-1",
    "difference": f"difference/?a={quote(ANSWERS)}&b={quote(NOTHING_LEFT)}",
    "guided, unanswered": f"questionnaire/traffic_shape/?{ANSWERS}&trail=content",
}
"""The same with answers, and with something to complain about."""

LOST = "404 (Not Found)"
"""What the console says of the page that is not there."""


def unfold(page: Page) -> None:
    """Opens everything that can be opened, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach(item => item.open = true)")
