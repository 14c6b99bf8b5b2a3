// A program as users of the JavaScript SDK write it: registers, starts, works, waits. usage: node client.js PACKAGE URL
const sdk = require(process.argv[2]);
const quiet = { info() {}, debug() {}, warn() {}, error: console.error };

const flow = {
  name: "js_order",
  version: 1,
  schemaVersion: 2,
  ownerEmail: "a@example.com",
  timeoutSeconds: 0,
  tasks: [
    sdk.simpleTask("charge", "js_charge", { amount: "${workflow.input.amount}" }),
    sdk.switchTask("size", "${workflow.input.kind}", { big: [sdk.simpleTask("pack", "js_pack", {})] }, []),
    sdk.setVariableTask("note", { receipt: "${charge.output.receipt}" }),
  ],
  outputParameters: { receipt: "${charge.output.receipt}", packed: "${pack.output.packed}" },
};

const workers = [
  { taskDefName: "js_charge", execute: async (task) => ({ status: "COMPLETED", outputData: { receipt: `r-${task.inputData.amount}` } }) },
  { taskDefName: "js_pack", execute: async () => ({ status: "COMPLETED", outputData: { packed: true } }) },
];

async function withWorkers(client, run) {
  if (sdk.TaskHandler) {
    const handler = new sdk.TaskHandler({ client, workers, logger: quiet, scanForDecorated: false });
    await handler.startWorkers();
    await run();
    return handler.stopWorkers();
  }
  const manager = new sdk.TaskManager(client, workers, { logger: quiet, options: { pollInterval: 50 } });
  manager.startPolling();
  await run();
  return manager.stopPolling();
}

async function ended(executor, id) {
  for (;;) {
    const execution = await executor.getWorkflow(id, true);
    if (execution.status !== "RUNNING") return execution;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

(async () => {
  const client = await sdk.orkesConductorClient({ serverUrl: process.argv[3] });
  const executor = new sdk.WorkflowExecutor(client);
  await executor.registerWorkflow(true, flow);
  await withWorkers(client, async () => {
    const id = await executor.startWorkflow({ name: "js_order", version: 1, input: { amount: 5, kind: "big" } });
    const execution = await ended(executor, id);
    const { status, output, variables, tasks } = execution;
    console.log(JSON.stringify({ status, output, variables, tasks: tasks.map((task) => [task.referenceTaskName, task.status]) }));
  });
  process.exit(0);
})();
