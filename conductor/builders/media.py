"""Tasks that make media with a model, fetch documents, and use tools over MCP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor.builders._ai import AiTaskOptions, make_ai_task, required
from conductor.builders.enums import TaskType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack

    from conductor.builders.enums import LLMProvider
    from conductor_api.models import WorkflowTask


class ImageOptions(AiTaskOptions, total=False):
    """And the images: ``n`` of them, ``width`` and ``height`` in pixels or ``size``, ``output_format``."""

    n: int
    width: int
    height: int
    size: str
    style: str
    weight: float
    output_format: str
    prompt_variables: Mapping[str, Any]


class AudioOptions(AiTaskOptions, total=False):
    """And the speech: the ``text``, the ``voice``, its ``speed`` (1 is normal), ``response_format`` such as mp3."""

    text: str
    voice: str
    speed: float
    response_format: str
    n: int
    prompt_variables: Mapping[str, Any]


class VideoOptions(AiTaskOptions, total=False):
    """And the video: ``duration`` in seconds, ``width`` and ``height`` in pixels, and what the provider knows."""

    duration: int
    width: int
    height: int
    fps: int
    size: str
    style: str
    seed: int
    resolution: str
    aspect_ratio: str
    output_format: str
    input_image: str
    negative_prompt: str
    generate_audio: bool
    max_duration_seconds: int
    max_cost_dollars: float


class PdfOptions(AiTaskOptions, total=False):
    """And the pages: ``page_size`` such as A4, margins in points, ``theme``, ``output_location``."""

    page_size: str
    margin_top: float
    margin_right: float
    margin_bottom: float
    margin_left: float
    theme: str
    base_font_size: float
    output_location: str
    pdf_metadata: Mapping[str, str]
    image_base_url: str


class DocumentOptions(AiTaskOptions, total=False):
    """And ``media_type``: what the document is, such as ``application/pdf``."""

    media_type: str


class McpOptions(AiTaskOptions, total=False):
    """And ``headers`` for the connection to the MCP server."""

    headers: Mapping[str, str]


def generate_image_task(
    task_reference_name: str,
    llm_provider: LLMProvider | str,
    model: str,
    prompt: str,
    **options: Unpack[ImageOptions],
) -> WorkflowTask:
    """Give a task in which a model paints images.

    Args:
        task_reference_name: what other tasks of the workflow call it
        llm_provider: see :class:`LLMProvider`, or the name of an integration
        model: a model of that provider
        prompt: what to paint
        **options: see :class:`ImageOptions`
    """
    kind = TaskType.GENERATE_IMAGE
    fixed = required(kind, task_reference_name, llm_provider=llm_provider, model=model, prompt=prompt)
    return make_ai_task(kind, task_reference_name, options, ImageOptions, **fixed)


def generate_audio_task(
    task_reference_name: str, llm_provider: LLMProvider | str, model: str, **options: Unpack[AudioOptions]
) -> WorkflowTask:
    """Give a task in which a model speaks a text.

    Args:
        task_reference_name: what other tasks of the workflow call it
        llm_provider: see :class:`LLMProvider`, or the name of an integration
        model: a model of that provider
        **options: see :class:`AudioOptions`
    """
    kind = TaskType.GENERATE_AUDIO
    fixed = required(kind, task_reference_name, llm_provider=llm_provider, model=model)
    return make_ai_task(kind, task_reference_name, options, AudioOptions, **fixed)


def generate_video_task(
    task_reference_name: str,
    llm_provider: LLMProvider | str,
    model: str,
    prompt: str,
    **options: Unpack[VideoOptions],
) -> WorkflowTask:
    """Give a task in which a model makes a video.

    Args:
        task_reference_name: what other tasks of the workflow call it
        llm_provider: see :class:`LLMProvider`, or the name of an integration
        model: a model of that provider
        prompt: what to show
        **options: see :class:`VideoOptions`
    """
    kind = TaskType.GENERATE_VIDEO
    fixed = required(kind, task_reference_name, llm_provider=llm_provider, model=model, prompt=prompt)
    return make_ai_task(kind, task_reference_name, options, VideoOptions, **fixed)


def generate_pdf_task(task_reference_name: str, markdown: str, **options: Unpack[PdfOptions]) -> WorkflowTask:
    """Give a task in which the server makes a PDF of Markdown; no model is needed.

    Args:
        task_reference_name: what other tasks of the workflow call it
        markdown: the text
        **options: see :class:`PdfOptions`
    """
    kind = TaskType.GENERATE_PDF
    fixed = required(kind, task_reference_name, markdown=markdown)
    return make_ai_task(kind, task_reference_name, options, PdfOptions, **fixed)


def get_document_task(task_reference_name: str, url: str, **options: Unpack[DocumentOptions]) -> WorkflowTask:
    """Give a task that fetches a document and gives its text (Orkes).

    Args:
        task_reference_name: what other tasks of the workflow call it
        url: where the document is
        **options: see :class:`DocumentOptions`
    """
    kind = TaskType.GET_DOCUMENT
    fixed = required(kind, task_reference_name, url=url)
    return make_ai_task(kind, task_reference_name, options, DocumentOptions, **fixed)


def list_mcp_tools_task(task_reference_name: str, mcp_server: str, **options: Unpack[McpOptions]) -> WorkflowTask:
    """Give a task that asks an MCP server for its tools; its output has ``tools``.

    Args:
        task_reference_name: what other tasks of the workflow call it
        mcp_server: its URL, or the name of an integration
        **options: see :class:`McpOptions`
    """
    kind = TaskType.LIST_MCP_TOOLS
    fixed = required(kind, task_reference_name, mcp_server=mcp_server)
    return make_ai_task(kind, task_reference_name, options, McpOptions, **fixed)


def call_mcp_tool_task(
    task_reference_name: str,
    mcp_server: str,
    method: str,
    arguments: Mapping[str, Any] | str | None = None,
    **options: Unpack[McpOptions],
) -> WorkflowTask:
    """Give a task that calls a tool of an MCP server.

    Args:
        task_reference_name: what other tasks of the workflow call it
        mcp_server: its URL, or the name of an integration
        method: the tool
        arguments: what it is called with, or a ``${...}`` that gives it
        **options: see :class:`McpOptions`
    """
    kind = TaskType.CALL_MCP_TOOL
    fixed = required(kind, task_reference_name, mcp_server=mcp_server, method=method)
    return make_ai_task(kind, task_reference_name, options, McpOptions, **fixed, arguments=arguments)
