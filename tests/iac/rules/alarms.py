"""Alarms: that they ring, for the right thing, and that somebody hears them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..known_names import known_names
from ..template import Resource, Template, references, walk

_ALARM = "AWS::CloudWatch::Alarm"
# What it is bad to have little of; of everything else that is watched, much is bad.
_BETTER_HIGH = {"HealthyHostCount"}


def _metrics(alarm: Resource) -> list[Mapping[str, Any]]:
    """What the alarm looks at: mappings with Namespace, MetricName and Dimensions."""
    return [
        node
        for _path, node in walk(alarm.properties)
        if isinstance(node, Mapping) and "MetricName" in node
    ]


def alarms_ring_when_there_is_too_much(template: Template) -> list[str]:
    return [
        f"{alarm.name}: rings when all is well ({comparison})"
        for alarm in template.of_type(_ALARM)
        for comparison in template.texts(alarm.properties.get("ComparisonOperator"))
        if not comparison.startswith("GreaterThan")
        and not {str(metric["MetricName"]) for metric in _metrics(alarm)} & _BETTER_HIGH
    ]


def alarms_are_heard(template: Template) -> list[str]:
    """Where there is a topic for alarms, every alarm writes to it."""
    topics = {topic.name for topic in template.of_type("AWS::SNS::Topic")}
    return [
        f"{alarm.name}: tells nobody (AlarmActions)"
        for alarm in template.of_type(_ALARM)
        if topics and not references(alarm.properties.get("AlarmActions")) & topics
    ]


def alarms_watch_what_is_made(template: Template) -> list[str]:
    """A metric is published under exactly these dimensions; by others there is none."""
    return [
        f"{alarm.name}: {metric['MetricName']}: {fault}"
        for alarm in template.of_type(_ALARM)
        for metric in _metrics(alarm)
        for fault in _dimension_faults(template, metric)
    ]


def _dimension_faults(template: Template, metric: Mapping[str, Any]) -> Iterator[str]:
    given = {str(one["Name"]): one["Value"] for one in metric.get("Dimensions", [])}
    sets = known_names()["metric_dimensions"].get(str(metric.get("Namespace")), [])
    if set(given) not in [set(names) for names in sets]:
        yield f"no such metric by {', '.join(sorted(given)) or 'no dimension'}"
    for name, value in given.items():
        if not (value == "Global" or _is_of_the_stack(template, value)):
            yield f"{name} is nothing that the stack makes"


def _is_of_the_stack(template: Template, value: Any) -> bool:
    """Whether it refers to a resource, or is the name that a resource is given."""
    resources = {found.name for found in template.resources}
    names = [found.properties.get("Name") for found in template.resources]
    stages = [found.properties.get("StageName") for found in template.resources]
    return bool(references(value) & resources) or value in [*names, *stages]


def alarms_need_no_more_than_they_look_at(template: Template) -> list[str]:
    return [
        f"{alarm.name}: needs {needed} of {periods} periods"
        for alarm in template.of_type(_ALARM)
        if (needed := int(alarm.properties.get("DatapointsToAlarm", 1)))
        > (periods := int(alarm.properties.get("EvaluationPeriods", 1)))
    ]


RULES = (
    alarms_need_no_more_than_they_look_at,
    alarms_ring_when_there_is_too_much,
    alarms_are_heard,
    alarms_watch_what_is_made,
)
