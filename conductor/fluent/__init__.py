"""The fluent builder: a workflow written as Python reads, with references as objects.

    wf = ConductorWorkflow("order", input=OrderInput)
    paid = charge.task(order_id=wf.input.order_id, amount=wf.input.amount)
    wf >> paid >> [pack.task(order_id=wf.input.order_id), bill.task(receipt=paid.output.receipt)]
    wf.output = {"receipt": paid.output.receipt}

It needs no client. What it gives is a definition like that of the plain builders, which it is made of.
"""

from conductor._shared.references import Reference
from conductor.fluent._blocks import ForEachBlock, ForkBlock, LoopBlock, SwitchBlock
from conductor.fluent._steps import SingleResult, Step, StepChain
from conductor.fluent._workflow import ConductorWorkflow, SubWorkflowBlock

__all__ = [
    "ConductorWorkflow",
    "ForEachBlock",
    "ForkBlock",
    "LoopBlock",
    "Reference",
    "SingleResult",
    "Step",
    "StepChain",
    "SubWorkflowBlock",
    "SwitchBlock",
]
