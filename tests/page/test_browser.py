"""The page as a person uses it, in Chromium."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from conductor import (
    SchedulerClient,
    TaskClient,
    TemplateClient,
    WorkflowExecutor,
    fork_join_task,
    human_task,
    orkes_conductor_client,
    simple_task,
    workflow,
)
from conductor.local import LocalServer
from tests.page.flows import MARKUP
from tests.page.steps import expect, go

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

AREAS = ("executions", "definitions", "queues", "schedules", "human")
NAMED = {"button", "link", "textbox", "combobox", "searchbox", "checkbox", "region", "navigation", "dialog"}


def start(executor: WorkflowExecutor, name: str = "order", **extra: Any) -> str:
    return executor.start_workflow({"name": name, "input": {"amount": 5}, **extra})


def test_executions_are_listed_and_searched(page: Page, executor: WorkflowExecutor) -> None:
    """New executions appear by themselves, and a search by state and correlation id leaves the others out."""
    start(executor, correlationId="first")
    executor.terminate(start(executor, correlationId="second"), "enough")
    expect(page, "tbody", "second")
    page.get_by_label("State").select_option("TERMINATED")
    page.locator("tbody tr", has_text="first").wait_for(state="detached")
    assert "second" in page.locator("tbody").inner_text()
    assert "status=TERMINATED" in page.url


@pytest.mark.parametrize("name", ["salt AND pepper", "a, b", "o'hara", 'the "best"', "f(x)"])
def test_a_name_that_no_search_can_ask_for(page: Page, name: str) -> None:
    """The server would misread the query: the page says so, not an error or an empty list; the form stays."""
    page.get_by_label("Workflow", exact=True).fill(name)
    page.keyboard.press("Enter")
    expect(page, "main [role=status]", f"cannot ask for the workflow {name}")
    assert page.get_by_label("Workflow", exact=True).input_value() == name
    assert not page.locator("#trouble").is_visible()


def test_an_execution_is_shown_as_it_goes_on(page: Page, executor: WorkflowExecutor) -> None:
    """The diagram, the tasks and the state of an open execution follow the server without a click."""
    workflow_id = start(executor)
    go(page, f"executions/{workflow_id}")
    expect(page, "h1", "running")
    assert page.locator('svg g[data-task="charge"]').get_attribute("class") == "queued"
    executor.update_task_by_ref_name("charge", workflow_id, "COMPLETED", {"receipt": "r-1"})
    page.locator('svg g.done[data-task="charge"]').wait_for()
    executor.update_task_by_ref_name("approve", workflow_id, "COMPLETED", {"by": "Ada"})
    expect(page, "h1", "completed")


def test_a_task_is_chosen_by_keyboard(page: Page, executor: WorkflowExecutor, server: LocalServer) -> None:
    """A task in the diagram takes the focus, and Enter shows its input, its output and its logs."""
    workflow_id = start(executor)
    task = executor.get_workflow(workflow_id, True).tasks[0]
    with orkes_conductor_client(server_url=server) as client:
        TaskClient(client).add_task_log(task.task_id, "half done")
    go(page, f"executions/{workflow_id}")
    page.locator('svg g[data-task="charge"]').focus()
    page.keyboard.press("Enter")
    expect(page, ".logs", "half done")
    assert MARKUP in page.locator("article.task pre").first.inner_text()


def test_a_human_task_is_completed(page: Page, executor: WorkflowExecutor) -> None:
    """The list of human tasks asks for the output, says what is wrong with it, and sends it."""
    workflow_id = start(executor)
    executor.update_task_by_ref_name("charge", workflow_id, "COMPLETED", {})
    go(page, "human")
    page.get_by_role("button", name="Complete").click()
    page.get_by_label("Output").fill("{by: Ada}")
    page.get_by_role("button", name="Send").click()
    expect(page, "dialog .problem", "Output is no JSON")
    page.get_by_label("Output").fill('{"by": "Ada"}')
    page.get_by_role("button", name="Send").click()
    expect(page, "main", "Nobody is waited for.")
    assert executor.get_workflow(workflow_id, False).output == {"by": "Ada"}


def test_a_workflow_is_started(page: Page, executor: WorkflowExecutor) -> None:
    """A definition shows its picture; its start dialog asks for the input and leads to the execution."""
    go(page, "definitions/order/2")
    page.locator("svg").wait_for()
    page.get_by_role("button", name="Start").click()
    assert '"amount": ""' in page.get_by_label("Input").input_value()
    page.get_by_label("Input").fill('{"amount": 7}')
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url(re.compile("#/executions/.+"))
    workflow_id = page.url.rsplit("/", 1)[1]
    assert executor.get_workflow(workflow_id, False).input == {"amount": 7}


def test_an_execution_is_controlled(page: Page, executor: WorkflowExecutor) -> None:
    """Pause, resume, terminate with a reason and restart do what they say, each offered when it is possible."""
    workflow_id = start(executor, "pause")
    go(page, f"executions/{workflow_id}")
    for name, state in (("Pause", "paused"), ("Resume", "running")):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page, "h1", state)
    page.get_by_role("button", name="Terminate").click()
    page.get_by_label("Reason").fill("too late")
    page.locator("dialog").get_by_role("button", name="Terminate").click()
    expect(page, ".reason", "too late")
    page.get_by_role("button", name="Restart").click()
    page.locator("dialog").get_by_role("button", name="Restart").click()
    expect(page, "h1", "running")


def test_escape_leaves_everything_as_it_was(page: Page, executor: WorkflowExecutor) -> None:
    """A question that is called off changes nothing."""
    workflow_id = start(executor, "pause")
    go(page, f"executions/{workflow_id}")
    page.get_by_role("button", name="Terminate").click()
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="hidden")
    assert executor.get_workflow(workflow_id, False).status == "RUNNING"


def test_schedules_are_paused_and_deleted(page: Page, server: LocalServer) -> None:
    """A schedule shows when it is due, and can be paused, resumed and deleted."""
    with orkes_conductor_client(server_url=server) as client:
        schedule = {"name": "nightly", "cronExpression": "0 0 3 * * *", "startWorkflowRequest": {"name": "order"}}
        SchedulerClient(client).save_schedule(schedule)
        go(page, "schedules")
        expect(page, "tbody", "nightly")
        assert page.locator("tbody time").count() == 3
        page.get_by_role("button", name="Pause", exact=True).click()
        expect(page, "tbody", "paused")
        assert SchedulerClient(client).get_schedule("nightly").paused
        page.get_by_role("button", name="Resume").click()
        expect(page, "tbody", "running")
        page.get_by_role("button", name="Delete").click()
        page.locator("dialog").get_by_role("button", name="Delete").click()
        expect(page, "main", "No schedule is registered yet.")


def test_a_queue_that_nobody_serves_is_marked(page: Page, executor: WorkflowExecutor) -> None:
    """The queues tell how much waits, and warn where no worker has polled."""
    start(executor)
    go(page, "queues")
    expect(page, "tbody", "nobody polls")


def test_nothing_of_a_workflow_becomes_markup(page: Page, executor: WorkflowExecutor) -> None:
    """Names, descriptions and inputs are text wherever they are shown."""
    workflow_id = start(executor)
    for address in ("definitions", "definitions/order/2", f"executions/{workflow_id}?task=charge"):
        go(page, address)
        expect(page, "main", "order")
        assert page.locator("main img").count() == 0


def test_the_server_goes_and_comes(page: Page, executor: WorkflowExecutor, context: BrowserContext) -> None:
    """While the server is silent the page says so and keeps what it shows; afterwards it goes on."""
    workflow_id = start(executor, "pause")
    go(page, f"executions/{workflow_id}")
    expect(page, "h1", "running")
    page.route("**/api/**", lambda route: route.fulfill(status=503, content_type="text/html", body="<html>"))
    expect(page, "#trouble", "HTTP 503")
    assert page.locator("h1", has_text="pause").count() == 1
    page.unroute("**/api/**")
    page.locator("#trouble").wait_for(state="hidden")


def test_what_the_reader_typed_stays(page: Page, executor: WorkflowExecutor) -> None:
    """A text that is being typed survives the updates of the page."""
    field = page.get_by_label("Text or id")
    field.fill("ord")
    field.focus()
    start(executor)
    expect(page, "tbody", "order")
    assert field.input_value() == "ord"
    assert page.evaluate("document.activeElement.name") == "text"


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_screen_is_too_narrow(page: Page, executor: WorkflowExecutor, width: int) -> None:
    """No area makes the page wider than the screen."""
    page.set_viewport_size({"width": width, "height": 800})
    workflow_id = start(executor)
    for address in (*AREAS, "definitions/order/2", f"executions/{workflow_id}?task=charge"):
        go(page, address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_the_theme_is_kept(page: Page) -> None:
    """The chosen colours stay after a reload, and are those of the pictures too."""
    for _ in range(2):
        page.locator("#theme").click()
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(13, 17, 23)"
    go(page, "definitions/order/2")
    page.locator("svg .ground").first.wait_for()
    assert page.evaluate("getComputedStyle(document.querySelector('svg .ground')).fill") == "rgb(18, 22, 29)"


def test_everything_has_a_name_for_assistive_technology(
    page: Page, executor: WorkflowExecutor, context: BrowserContext
) -> None:
    """In Chromium's accessibility tree every control and area of every view has a name, and one heading leads."""
    workflow_id = start(executor)
    session = context.new_cdp_session(page)
    for address in (*AREAS, "definitions/order/2", f"executions/{workflow_id}?task=charge"):
        go(page, address)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        seen = [(value(node, "role"), value(node, "name")) for node in nodes if not node["ignored"]]
        assert [role for role, name in seen if role in NAMED and not name.strip()] == [], address
        assert page.locator("h1").count() == 1, address
    assert {"main", "navigation", "banner"} <= {role for role, _ in seen}


def test_a_screen_reader_reaches_the_tasks_of_a_picture(
    page: Page, executor: WorkflowExecutor, context: BrowserContext
) -> None:
    """In the tree each task of a picture has its name; in an execution it is a button that tells its state, too."""
    session = context.new_cdp_session(page)
    for address, role, name in (
        (f"executions/{start(executor)}", "button", "Task charge, SCHEDULED"),
        ("definitions/order/2", "image", "Task charge"),
    ):
        go(page, address)
        page.locator('svg g[data-task="charge"]').wait_for()
        nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
        found = [each for each in nodes.values() if (value(each, "role"), value(each, "name")) == (role, name)]
        assert len(found) == 1, address
        assert "image" not in roles_above(found[0], nodes), address


def roles_above(node: dict[str, Any], nodes: dict[str, dict[str, Any]]) -> set[str]:
    """Roles of everything that a node is in."""
    parent = nodes.get(node.get("parentId", ""))
    return set() if parent is None else {value(parent, "role"), *roles_above(parent, nodes)}


def value(node: dict[str, Any], key: str) -> str:
    return str(node.get(key, {}).get("value", ""))


def test_text_can_be_read_in_both_themes(page: Page, executor: WorkflowExecutor) -> None:
    """Every text has at least the contrast of 4.5 to 1 that WCAG AA asks for."""
    executor.terminate(start(executor), "enough")
    for theme in ("light", "dark"):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        for address in AREAS:
            go(page, address)
            assert page.evaluate(WEAK_TEXTS) == [], (theme, address)


FORM: dict[str, Any] = {
    "name": "approval",
    "version": 1,
    "jsonSchema": {
        "properties": {
            "status": {"type": "string"},
            "level": {"enum": [1, 2]},
            "sure": {"type": "boolean"},
            "count": {"type": ["integer", "null"]},
        },
        "required": ["level"],
    },
    "templateUI": {
        "type": "VerticalLayout",
        "elements": [{"type": "Control", "scope": "#/properties/sure", "label": "Are you sure?"}],
    },
}


def test_a_form_is_made_from_its_template(context: BrowserContext) -> None:
    """A human task asks with the words and the order of its form, and sends values of the types of its schema."""
    with LocalServer(edition="orkes") as server, orkes_conductor_client(server_url=server) as client:
        TemplateClient(client).register_template(FORM)
        executor = WorkflowExecutor(client)
        executor.register_workflow(True, workflow("ask", [human_task("ask", form_template="approval")]))
        workflow_id = executor.start_workflow({"name": "ask", "version": 1})
        page = context.new_page()
        page.goto(f"{server.listen()}/#/human")
        page.get_by_role("button", name="Complete").click()
        fields = page.locator("dialog [name^=value]")
        fields.first.wait_for()
        names = fields.evaluate_all("all => all.map((each) => each.name)")
        assert names == ["value.sure", "value.status", "value.level", "value.count"]
        page.get_by_label("Are you sure?").check()
        page.get_by_label("level *").select_option("2")
        page.get_by_label("status", exact=True).fill("fine")
        page.get_by_label("count").fill("3")
        page.get_by_role("button", name="Send").click()
        expect(page, "main", "Nobody is waited for.")
        answer = executor.get_workflow(workflow_id, True).tasks[0].output_data
    assert answer == {"sure": True, "status": "fine", "level": 2, "count": 3}


def test_a_server_that_asks_for_a_key(context: BrowserContext) -> None:
    """Who opens the page of a server with keys is told how to see it with one."""
    with LocalServer(edition="orkes", keys={"key": "secret"}) as server:
        page = context.new_page()
        page.goto(f"{server.listen()}/")
        expect(page, "#trouble", "CONDUCTOR_AUTH_KEY")
        assert page.locator("main").inner_text() == "Executions"


def test_addresses_that_lead_nowhere(page: Page) -> None:
    """What is not there is said under its own heading, also when the address is broken."""
    for address in ("executions/nope", "executions/%zz"):
        page.evaluate("address => { location.hash = address }", "#/definitions")
        expect(page, "h1", "Definitions")
        page.evaluate("address => { location.hash = address }", f"#/{address}")
        expect(page, "#trouble", "No such workflow")
        expect(page, "h1", f"Execution {address.partition('/')[2]}")
    go(page, "executions?start=abc")
    go(page, "executions?start=999999")


def test_a_wide_diagram_is_read_at_its_size(page: Page, executor: WorkflowExecutor) -> None:
    """A diagram that is scaled down to fit is shown at its own size on request, and the address keeps that."""
    branches = [[simple_task(f"branch_{number}", "branch")] for number in range(12)]
    executor.register_workflow(True, workflow("wide", list(fork_join_task("fork", branches))))
    go(page, f"executions/{executor.start_workflow({'name': 'wide', 'version': 1})}")
    svg = page.locator("main svg")
    own = int(svg.get_attribute("width") or 0)
    assert svg.evaluate("each => each.getBoundingClientRect().width") < own
    page.get_by_role("button", name="Actual size").click()
    page.wait_for_url(re.compile("size=actual"))
    page.locator(".actual svg").wait_for()
    assert svg.evaluate("each => each.getBoundingClientRect().width") == own


WEAK_TEXTS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgb = (color) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (color) => rgb(color).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = getComputedStyle(each).backgroundColor;
      if (rgb(color)[3] === 255) return color;
    }
    return "white";
  };
  const texts = [...document.querySelectorAll("body *")].filter((element) => element.checkVisibility()
    && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return texts.filter((element) => {
    const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05) < 4.5;
  }).map((element) => element.className + ": " + element.textContent);
}"""
