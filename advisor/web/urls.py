"""Addresses: pages below a language, the API below a version."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, path, re_path

from advisor.web import (
    api,
    bundle_pages,
    cost_api,
    cost_pages,
    discovery,
    figure_pages,
    pages,
    pictures,
    record_pages,
    script,
    style,
    styleguide,
    theme,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.front_door, name="front-door"),
    path("theme/<slug:theme>", theme.choose_theme, name="theme"),
    re_path(r"^(?P<name>[a-z]+)-(?P<digest>[0-9a-f]{12})\.js$", script.script, name="script"),
    re_path(r"^style-(?P<digest>[0-9a-f]{12})\.css$", style.style, name="style"),
    path("og/<slug:slug>.png", pictures.pattern_picture, name="picture"),
    re_path(r"^[a-z]{2}/styleguide/$", styleguide.styleguide),
    path("robots.txt", discovery.robots, name="robots"),
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    path("api/v1/recommendation", api.recommendation, name="api-recommendation"),
    path("api/v1/questionnaire", api.questionnaire, name="api-questionnaire"),
    path("api/v1/patterns", api.patterns, name="api-patterns"),
    path("api/v1/cost", cost_api.cost, name="api-cost"),
    path("api/v1/cost.csv", cost_api.cost_table, name="api-cost-csv"),
    re_path(r"^api/(?P<rest>.*)$", api.not_found),
]
urlpatterns += i18n_patterns(
    path("", pages.home, name="home"),
    path("questionnaire/", pages.questionnaire, name="questionnaire"),
    path("questionnaire/next/", pages.next_question, name="next-question"),
    path("questionnaire/<slug:question_id>/", pages.guided, name="guided"),
    path("recommendation/", pages.recommendation, name="recommendation"),
    path("recommendation/decision/", record_pages.record, name="record"),
    path("recommendation/decision.md", record_pages.record_file, name="record-file"),
    path("figures/<slug:name>.svg", figure_pages.figure, name="figure"),
    path("method/", pages.method, name="method"),
    path("glossary/", pages.glossary, name="glossary"),
    path("cost/", cost_pages.cost, name="cost"),
    path("compare/", pages.compare, name="compare"),
    path("saved/", pages.saved, name="saved"),
    path("difference/", pages.difference, name="difference"),
    path("patterns/", pages.patterns, name="patterns"),
    path("patterns/<slug:slug>/", pages.pattern, name="pattern"),
    re_path(
        r"^patterns/(?P<slug>[-\w]+)/bundles/(?P<bundle_format>[a-z]+)/?$",
        bundle_pages.bundle,
        name="bundle",
    ),
    re_path(
        r"^patterns/(?P<slug>[-\w]+)/bundles/(?P<bundle_format>[a-z]+)\.zip$",
        bundle_pages.bundle_zip,
        name="bundle-zip",
    ),
    re_path(
        r"^patterns/(?P<slug>[-\w]+)/bundles/(?P<bundle_format>[a-z]+)\.tgz$",
        bundle_pages.bundle_tgz,
        name="bundle-tgz",
    ),
    re_path(
        r"^patterns/(?P<slug>[-\w]+)/bundles/(?P<bundle_format>[a-z]+)/files/(?P<file_path>.+)$",
        bundle_pages.bundle_file,
        name="bundle-file",
    ),
)
