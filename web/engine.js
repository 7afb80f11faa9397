// Who draws: a worker with the WebAssembly module, or the program that serves this page.

/** Calls of a worker, each answered once. */
export function workerEngine(worker) {
  const waiting = new Map();
  let next = 0;
  worker.addEventListener('message', ({ data: { id, result, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error));
    else resolve(result);
  });
  worker.addEventListener('error', (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message || 'the worker failed'));
    waiting.clear();
  });
  return {
    call: (what, ...parameters) =>
      new Promise((resolve, reject) => {
        next += 1;
        waiting.set(next, { resolve, reject });
        worker.postMessage({ id: next, what, parameters });
      }),
  };
}
