"""Start workflows from a FastAPI service that also runs the workers.

Start it with ``uvicorn examples.fastapi_service:app``. ``POST /orders`` responds when the order is done, or after 5 s.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

from conductor import (
    AsyncTaskManager,
    AsyncWorkflowExecutor,
    NotFoundError,
    async_orkes_conductor_client,
    is_terminal,
    simple_task,
    worker,
    workflow,
)

PRICE = simple_task("price", "find_price", {"item": "${workflow.input.item}"})
PAY = simple_task("pay", "take_money", {"amount": "${price.output.amount}"})
ORDER = workflow("web_order", [PRICE, PAY], output_parameters={"receipt": "${pay.output.receipt}"})


class Order(BaseModel):
    """The body of ``POST /orders``."""

    item: str


@worker("find_price")
async def find_price(item: str) -> dict[str, int]:
    return {"amount": 100 + len(item)}


@worker("take_money", concurrency=20)
async def take_money(amount: int) -> dict[str, str]:
    await asyncio.sleep(0.01)  # call your payment provider here
    return {"receipt": f"R-{amount}"}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Connect and start the workers with the service, and stop them gracefully with it."""
    server_url = os.environ.get("CONDUCTOR_SERVER_URL", "local://")
    async with async_orkes_conductor_client(server_url=server_url) as client:
        app.state.executor = AsyncWorkflowExecutor(client)
        await app.state.executor.register_workflow(True, ORDER)
        async with AsyncTaskManager(client, [find_price, take_money]):
            yield


app = FastAPI(lifespan=lifespan)


@app.post("/orders")
async def create(order: Order) -> dict[str, Any]:
    request = {"name": ORDER.name, "version": 1, "input": order.model_dump()}
    run = await app.state.executor.execute_workflow(request, wait_for_seconds=5)
    return {"id": run.workflow_id, "done": is_terminal(run.status), "status": run.status, "output": run.output}


@app.get("/orders/{workflow_id}")
async def show(workflow_id: str) -> dict[str, Any]:
    try:
        status = await app.state.executor.get_workflow_status(workflow_id, include_output=True)
    except NotFoundError as error:
        raise HTTPException(404, error.message) from error
    return {"id": workflow_id, "status": status.status, "output": status.output}
