"""Execute a task that takes longer than its response timeout, with heartbeats, progress and cancellation.

The server retries a task if it receives neither a result nor a heartbeat within the response timeout, here 1 s. When
the workflow is terminated, the next heartbeat sets ``ctx.cancelled``.
"""

from __future__ import annotations

import sys
import threading
import time

from conductor import (
    MetadataClient,
    TaskContext,
    TaskManager,
    WorkflowExecutor,
    orkes_conductor_client,
    simple_task,
    task_definition,
    worker,
    workflow,
)

RENDER = workflow("render_film", [simple_task("render", "render_frames", {"frames": "${workflow.input.frames}"})])
# The server detects a crashed worker after 1 s. The task itself may take an hour.
RENDER_FRAMES = task_definition("render_frames", retry_count=3, response_timeout_seconds=1, timeout_seconds=3600)
CANCELLED = threading.Event()


@worker("render_frames")
def render_frames(frames: int, ctx: TaskContext) -> dict[str, int]:
    for frame in range(frames):
        time.sleep(0.1)  # render one frame here
        if ctx.cancelled:
            CANCELLED.set()
            return {"frames": frame}
        ctx.heartbeat()
        ctx.set_output(progress=frame + 1)
    ctx.log(f"rendered {frames} frames in attempt {ctx.attempt + 1}")
    return {"frames": frames}


def main(server_url: str = "local://") -> dict[str, int]:
    with orkes_conductor_client(server_url=server_url) as client:
        executor = WorkflowExecutor(client)
        MetadataClient(client).register_task(RENDER_FRAMES)
        executor.register_workflow(True, RENDER)
        with TaskManager(client, [render_frames]):
            # 2 s of work: twice the response timeout.
            run = executor.execute_workflow({"name": RENDER.name, "version": 1, "input": {"frames": 20}})
            attempts = len(executor.get_workflow(run.workflow_id).tasks)
            print(run.status, run.output, f"in {attempts} attempt")

            unwanted = executor.start_workflow({"name": RENDER.name, "version": 1, "input": {"frames": 100_000}})
            while executor.get_workflow(unwanted).tasks[0].status != "IN_PROGRESS":
                time.sleep(0.05)
            executor.terminate(unwanted, "the film was cancelled")
            print("cancelled" if CANCELLED.wait(30) else "not cancelled")
        return run.output


if __name__ == "__main__":
    main(*sys.argv[1:])
