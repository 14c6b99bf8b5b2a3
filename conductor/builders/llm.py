"""Tasks that call language models and vector databases.

The server needs the provider configured, or an integration of that name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from conductor.builders._ai import AiTaskOptions, embedding_inputs, make_ai_task, required
from conductor.builders._options import task_name
from conductor.builders._values import mapping
from conductor.builders.enums import TaskType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from conductor.builders._ai import EmbeddingModel
    from conductor.builders.enums import LLMProvider, VectorDB
    from conductor_api.models import WorkflowTask


class LlmOptions(AiTaskOptions, total=False):
    """And what steers a language model; see its provider."""

    temperature: float
    top_p: float
    top_k: int
    max_tokens: int
    frequency_penalty: float
    presence_penalty: float
    stop_words: Sequence[str]
    json_output: bool
    prompt_variables: Mapping[str, Any]
    prompt_version: int


class ChatOptions(LlmOptions, total=False):
    """And what is said.

    ``messages``, mappings with ``role`` (see :class:`ChatRole`) and ``message``; ``instructions``, the name of a prompt
    or its text; ``user_input``; ``tools``, which the model may call; ``output_schema`` for JSON.
    """

    messages: Sequence[Mapping[str, Any]] | str
    instructions: str
    user_input: str
    tools: Sequence[Mapping[str, Any]]
    participants: Mapping[str, str]
    input_schema: Mapping[str, Any]
    output_schema: Mapping[str, Any]
    output_mime_type: str
    thinking_token_limit: int
    reasoning_effort: str
    reasoning_summary: str
    previous_response_id: str
    web_search: bool
    code_interpreter: bool
    google_search_retrieval: bool
    file_search_vector_store_ids: Sequence[str]


class EmbeddingOptions(AiTaskOptions, total=False):
    """And ``dimensions`` of the embedding."""

    dimensions: int


class VectorOptions(EmbeddingOptions, total=False):
    """And where in the vector database: ``namespace``; ``max_results`` of a search; ``metadata`` of a document."""

    namespace: str
    max_results: int
    metadata: Mapping[str, Any]


class IndexOptions(VectorOptions, total=False):
    """And how a document is cut: ``chunk_size`` and ``chunk_overlap``, in characters."""

    chunk_size: int
    chunk_overlap: int


def llm_chat_complete_task(
    task_reference_name: str, llm_provider: LLMProvider | str, model: str, **options: Unpack[ChatOptions]
) -> WorkflowTask:
    """Give a task in which a language model goes on with a chat; its output has ``result``.

    Args:
        task_reference_name: what other tasks of the workflow call it
        llm_provider: see :class:`LLMProvider`, or the name of an integration
        model: a model of that provider
        **options: see :class:`ChatOptions`
    """
    kind = TaskType.LLM_CHAT_COMPLETE
    fixed = required(kind, task_reference_name, llm_provider=llm_provider, model=model)
    return make_ai_task(kind, task_reference_name, options, ChatOptions, **fixed)


def llm_text_complete_task(
    task_reference_name: str,
    llm_provider: LLMProvider | str,
    model: str,
    prompt_name: str,
    **options: Unpack[LlmOptions],
) -> WorkflowTask:
    """Give a task in which a language model answers a prompt; its output has ``result``.

    Args:
        task_reference_name: what other tasks of the workflow call it
        llm_provider: see :class:`LLMProvider`, or the name of an integration
        model: a model of that provider
        prompt_name: the name of a prompt on the server
        **options: see :class:`LlmOptions`; the values for the prompt are ``prompt_variables``
    """
    kind = TaskType.LLM_TEXT_COMPLETE
    fixed = required(kind, task_reference_name, llm_provider=llm_provider, model=model, prompt_name=prompt_name)
    return make_ai_task(kind, task_reference_name, options, LlmOptions, **fixed)


def llm_generate_embeddings_task(
    task_reference_name: str,
    llm_provider: LLMProvider | str,
    model: str,
    text: str,
    **options: Unpack[EmbeddingOptions],
) -> WorkflowTask:
    """Give a task that turns a text into an embedding, a list of numbers.

    Args:
        task_reference_name: what other tasks of the workflow call it
        llm_provider: see :class:`LLMProvider`, or the name of an integration
        model: an embedding model of that provider
        text: the text
        **options: see :class:`EmbeddingOptions`
    """
    kind = TaskType.LLM_GENERATE_EMBEDDINGS
    fixed = required(kind, task_reference_name, llm_provider=llm_provider, model=model, text=text)
    return make_ai_task(kind, task_reference_name, options, EmbeddingOptions, **fixed)


def llm_index_text_task(
    task_reference_name: str,
    vector_db: VectorDB | str,
    index: str,
    embedding_model: EmbeddingModel | Mapping[str, str],
    text: str,
    doc_id: str,
    **options: Unpack[IndexOptions],
) -> WorkflowTask:
    """Give a task that stores a text in a vector database, together with its embedding.

    Args:
        task_reference_name: what other tasks of the workflow call it
        vector_db: see :class:`VectorDB`, or the name of an integration
        index: the index or collection
        embedding_model: who makes the embedding
        text: the text
        doc_id: what the document is called
        **options: see :class:`IndexOptions`
    """
    kind = TaskType.LLM_INDEX_TEXT
    fixed = _place(kind, task_reference_name, vector_db, index) | _embedder(kind, task_reference_name, embedding_model)
    document = required(kind, task_reference_name, text=text, doc_id=doc_id)
    return make_ai_task(kind, task_reference_name, options, IndexOptions, **fixed, **document)


def llm_index_document_task(
    task_reference_name: str,
    vector_db: VectorDB | str,
    index: str,
    embedding_model: EmbeddingModel | Mapping[str, str],
    url: str,
    media_type: str,
    doc_id: str | None = None,
    **options: Unpack[IndexOptions],
) -> WorkflowTask:
    """Give a task that fetches a document and stores it in a vector database, together with its embedding.

    Args:
        task_reference_name: what other tasks of the workflow call it
        vector_db: see :class:`VectorDB`, or the name of an integration
        index: the index or collection
        embedding_model: who makes the embedding
        url: where the document is
        media_type: what it is, such as ``application/pdf``
        doc_id: what the document is called; OSS fails without one
        **options: see :class:`IndexOptions`
    """
    kind = TaskType.LLM_INDEX_TEXT
    fixed = _place(kind, task_reference_name, vector_db, index) | _embedder(kind, task_reference_name, embedding_model)
    document = required(kind, task_reference_name, url=url, media_type=media_type)
    return make_ai_task(kind, task_reference_name, options, IndexOptions, **fixed, **document, docId=doc_id)


def llm_search_index_task(
    task_reference_name: str,
    vector_db: VectorDB | str,
    index: str,
    embedding_model: EmbeddingModel | Mapping[str, str],
    query: str,
    **options: Unpack[VectorOptions],
) -> WorkflowTask:
    """Give a task that finds the documents nearest to a text.

    Args:
        task_reference_name: what other tasks of the workflow call it
        vector_db: see :class:`VectorDB`, or the name of an integration
        index: the index or collection
        embedding_model: who makes the embedding of the query; the one that made those of the documents
        query: the text
        **options: see :class:`VectorOptions`
    """
    kind = TaskType.LLM_SEARCH_INDEX
    fixed = _place(kind, task_reference_name, vector_db, index) | _embedder(kind, task_reference_name, embedding_model)
    query_input = required(kind, task_reference_name, query=query)
    return make_ai_task(kind, task_reference_name, options, VectorOptions, **fixed, **query_input)


def llm_search_embeddings_task(
    task_reference_name: str,
    vector_db: VectorDB | str,
    index: str,
    embeddings: Sequence[float] | str,
    **options: Unpack[VectorOptions],
) -> WorkflowTask:
    """Give a task that finds the documents nearest to an embedding.

    Args:
        task_reference_name: what other tasks of the workflow call it
        vector_db: see :class:`VectorDB`, or the name of an integration
        index: the index or collection
        embeddings: the embedding, or a ``${...}`` that gives it
        **options: see :class:`VectorOptions`
    """
    kind = TaskType.LLM_SEARCH_EMBEDDINGS
    fixed = _place(kind, task_reference_name, vector_db, index)
    return make_ai_task(kind, task_reference_name, options, VectorOptions, **fixed, embeddings=embeddings)


def llm_query_embeddings_task(
    task_reference_name: str,
    vector_db: VectorDB | str,
    index: str,
    embeddings: Sequence[float] | str,
    **options: Unpack[VectorOptions],
) -> WorkflowTask:
    """Give what :func:`llm_search_embeddings_task` gives, under the older type LLM_GET_EMBEDDINGS."""
    kind = TaskType.LLM_GET_EMBEDDINGS
    fixed = _place(kind, task_reference_name, vector_db, index)
    return make_ai_task(kind, task_reference_name, options, VectorOptions, **fixed, embeddings=embeddings)


def llm_store_embeddings_task(
    task_reference_name: str,
    vector_db: VectorDB | str,
    index: str,
    embeddings: Sequence[float] | str,
    doc_id: str | None = None,
    **options: Unpack[VectorOptions],
) -> WorkflowTask:
    """Give a task that stores an embedding in a vector database.

    Args:
        task_reference_name: what other tasks of the workflow call it
        vector_db: see :class:`VectorDB`, or the name of an integration
        index: the index or collection
        embeddings: the embedding, or a ``${...}`` that gives it
        doc_id: what the document is called; the server makes a name without it
        **options: see :class:`VectorOptions`
    """
    kind = TaskType.LLM_STORE_EMBEDDINGS
    fixed = _place(kind, task_reference_name, vector_db, index)
    return make_ai_task(kind, task_reference_name, options, VectorOptions, **fixed, embeddings=embeddings, id=doc_id)


def with_prompt_variable(task: WorkflowTask, name: str, value: Any) -> WorkflowTask:
    """Give a copy of the task with one more value for its prompt."""
    return with_prompt_variables(task, {name: value})


def with_prompt_variables(task: WorkflowTask, variables: Mapping[str, Any]) -> WorkflowTask:
    """Give a copy of the task with more values for its prompt; those that it has under other names stay."""
    parameters = task.input_parameters or {}
    added = mapping(variables, f"{task.type} task {task.task_reference_name!r}: variables")
    present: dict[str, Any] = parameters.get("promptVariables") or {}
    return attrs.evolve(task, input_parameters={**parameters, "promptVariables": {**present, **added}})


def _place(kind: TaskType, task_reference_name: str, vector_db: str, index: str) -> dict[str, object]:
    chosen = required(kind, task_reference_name, vector_db=vector_db, index=index)
    return {"vectorDB": chosen["vectorDb"], "index": chosen["index"]}


def _embedder(kind: TaskType, task_reference_name: str, embedding_model: object) -> dict[str, str]:
    return embedding_inputs(embedding_model, task_name(kind, task_reference_name))
