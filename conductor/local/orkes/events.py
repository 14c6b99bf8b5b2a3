"""What only Orkes has under /api/event: handlers by name, queue configurations, handing in events."""

from __future__ import annotations

import json

from conductor.local.api.http import EMPTY, Answer, Call, as_json
from conductor.local.api.routes import Router
from conductor.local.engine.errors import NotFoundError
from conductor.local.engine.schema import free_map
from conductor.local.engine.values import JsonMap, as_map, java_text

from . import shapes
from .bodies import read, stored, text_body
from .tags import EVENT_HANDLER, with_tags

QUEUES = "event_queue"


def get_handler(call: Call) -> Answer:
    """One event handler."""
    name = call.variable("name")
    for handler in call.rt.handlers.all():
        if handler["name"] == name:
            return as_json(with_tags(call, EVENT_HANDLER, name, handler))
    raise NotFoundError(f"No such event handler: {name}")


def hand_in(call: Call) -> Answer:
    """Have the handlers of an event run: `event` names it, all of the body is its payload."""
    body = read(call, free_map, "event")
    event = java_text(body["event"])
    call.rt.published.append((event, java_text(body.get("id") or call.rt.new_id()), {**body, "event_produced": event}))
    return EMPTY


def _queue(call: Call) -> str:
    return f"{call.variable('queueType')}:{call.variable('queueName')}"


def get_queues(call: Call) -> Answer:
    """The queues that are configured, and of which type they are."""
    names = call.rt.documents.all(QUEUES)
    return as_json({name.partition(":")[2]: name.partition(":")[0] for name in names})


def get_queue(call: Call) -> Answer:
    """The configuration of a queue."""
    return as_json(stored(call, QUEUES, _queue(call), "queue configuration"))


def put_queue(call: Call) -> Answer:
    """Store the configuration of a queue."""
    call.rt.documents.put(QUEUES, _queue(call), _configuration(text_body(call)))
    return EMPTY


def _configuration(text: str) -> JsonMap:
    try:
        found = as_map(json.loads(text))
    except ValueError:
        found = None
    return {"config": text} if found is None else found


def delete_queue(call: Call) -> Answer:
    """Remove the configuration of a queue."""
    call.rt.documents.remove(QUEUES, _queue(call))
    return EMPTY


def test_connectivity(call: Call) -> Answer:
    """Say whether a queue can be reached: only those of the server itself can."""
    sink = read(call, shapes.CONNECTIVITY, "sink")["sink"]
    if sink.partition(":")[0] == "conductor":
        return as_json({"successful": True})
    return as_json({"successful": False, "reason": f"the embedded server reaches no queue outside: {sink}"})


def no_rows(_call: Call) -> Answer:
    """Nothing: what handlers did is not kept."""
    return as_json([])


def no_results(_call: Call) -> Answer:
    """Nothing, as a page of a search."""
    return as_json({"totalHits": 0, "results": []})


def add_routes(router: Router) -> None:
    """Serve what the events of OSS have not."""
    base = "/api/event"
    queue = base + "/queue/config/{queueType}/{queueName}"
    router.add("GET", base + "/handler/{name}", get_handler)
    router.add("POST", base + "/handleIncomingEvent", hand_in)
    router.add("GET", base + "/queue/config", get_queues)
    router.add("GET", queue, get_queue)
    router.add("PUT", queue, put_queue)
    router.add("DELETE", queue, delete_queue)
    router.add("POST", base + "/queue/connectivity", test_connectivity)
    router.add("GET", base + "/execution", no_results)
    router.add("GET", base + "/execution/{eventHandlerName}", no_rows)
    router.add("GET", base + "/message", no_results)
    router.add("GET", base + "/message/{event}", no_rows)
