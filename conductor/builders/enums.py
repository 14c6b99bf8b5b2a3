"""The words that definitions are made of: kinds of tasks, evaluators, methods."""

from __future__ import annotations

from enum import StrEnum


class TaskType(StrEnum):
    """What a task does; the ``type`` of a workflow task.

    A text that is not among them is allowed on the wire: such a task waits for a worker that polls for that text.
    """

    START = "START"
    SIMPLE = "SIMPLE"
    DYNAMIC = "DYNAMIC"
    FORK_JOIN = "FORK_JOIN"
    FORK_JOIN_DYNAMIC = "FORK_JOIN_DYNAMIC"
    DECISION = "DECISION"
    SWITCH = "SWITCH"
    JOIN = "JOIN"
    DO_WHILE = "DO_WHILE"
    SUB_WORKFLOW = "SUB_WORKFLOW"
    EVENT = "EVENT"
    WAIT = "WAIT"
    USER_DEFINED = "USER_DEFINED"
    HTTP = "HTTP"
    LAMBDA = "LAMBDA"
    INLINE = "INLINE"
    EXCLUSIVE_JOIN = "EXCLUSIVE_JOIN"
    TERMINAL = "TERMINAL"
    TERMINATE = "TERMINATE"
    KAFKA_PUBLISH = "KAFKA_PUBLISH"
    JSON_JQ_TRANSFORM = "JSON_JQ_TRANSFORM"
    SET_VARIABLE = "SET_VARIABLE"
    # What came later, or is missing in the JavaScript SDK.
    FORK = "FORK"
    HUMAN = "HUMAN"
    NOOP = "NOOP"
    START_WORKFLOW = "START_WORKFLOW"
    GET_WORKFLOW = "GET_WORKFLOW"
    UPDATE_TASK = "UPDATE_TASK"
    HTTP_POLL = "HTTP_POLL"
    WAIT_FOR_WEBHOOK = "WAIT_FOR_WEBHOOK"
    PULL_WORKFLOW_MESSAGES = "PULL_WORKFLOW_MESSAGES"
    GET_DOCUMENT = "GET_DOCUMENT"
    LLM_CHAT_COMPLETE = "LLM_CHAT_COMPLETE"
    LLM_TEXT_COMPLETE = "LLM_TEXT_COMPLETE"
    LLM_GENERATE_EMBEDDINGS = "LLM_GENERATE_EMBEDDINGS"
    LLM_GET_EMBEDDINGS = "LLM_GET_EMBEDDINGS"
    LLM_INDEX_TEXT = "LLM_INDEX_TEXT"
    LLM_SEARCH_EMBEDDINGS = "LLM_SEARCH_EMBEDDINGS"
    LLM_SEARCH_INDEX = "LLM_SEARCH_INDEX"
    LLM_STORE_EMBEDDINGS = "LLM_STORE_EMBEDDINGS"
    GENERATE_IMAGE = "GENERATE_IMAGE"
    GENERATE_AUDIO = "GENERATE_AUDIO"
    GENERATE_VIDEO = "GENERATE_VIDEO"
    GENERATE_PDF = "GENERATE_PDF"
    LIST_MCP_TOOLS = "LIST_MCP_TOOLS"
    CALL_MCP_TOOL = "CALL_MCP_TOOL"
    AGENT = "AGENT"
    GET_AGENT_CARD = "GET_AGENT_CARD"
    CANCEL_AGENT = "CANCEL_AGENT"


class EvaluatorType(StrEnum):
    """How an expression is read: as the name of an input (VALUE_PARAM), or as a script."""

    VALUE_PARAM = "value-param"
    JAVASCRIPT = "javascript"
    GRAALJS = "graaljs"
    PYTHON = "python"


class HttpMethod(StrEnum):
    """The method of an HTTP task."""

    GET = "GET"
    PUT = "PUT"
    POST = "POST"
    DELETE = "DELETE"
    OPTIONS = "OPTIONS"
    HEAD = "HEAD"
    PATCH = "PATCH"


class TerminationStatus(StrEnum):
    """How a TERMINATE task ends its workflow; the server refuses any other word."""

    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    TERMINATED = "TERMINATED"


class PollingStrategy(StrEnum):
    """How the pauses of an HTTP_POLL task grow."""

    FIXED = "FIXED"
    LINEAR_BACKOFF = "LINEAR_BACKOFF"
    EXPONENTIAL_BACKOFF = "EXPONENTIAL_BACKOFF"


class ChatRole(StrEnum):
    """Who says a message of a chat."""

    USER = "user"
    ASSISTANT = "assistant"
    SYSTEM = "system"
    TOOL_CALL = "tool_call"
    TOOL = "tool"


class LLMProvider(StrEnum):
    """Model providers that the server knows by itself; the name of an integration is a text of its own."""

    OPENAI = "openai"
    AZURE_OPENAI = "azure_openai"
    ANTHROPIC = "anthropic"
    BEDROCK = "bedrock"
    COHERE = "cohere"
    GROK = "Grok"
    HUGGINGFACE = "huggingface"
    LITELLM = "litellm"
    MISTRAL = "mistral"
    OLLAMA = "ollama"
    PERPLEXITY = "perplexity"
    STABILITYAI = "stabilityai"
    VERTEX_AI = "vertex_ai"


class VectorDB(StrEnum):
    """Vector databases that the server knows by itself; the name of an integration is a text of its own."""

    MONGODB = "mongodb"
    PINECONE = "pinecone"
    POSTGRES = "postgres"
