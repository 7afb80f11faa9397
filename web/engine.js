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
  let failure = null;
  /** Nothing is answered any more. */
  const fail = (error) => {
    failure = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.addEventListener('error', (event) => fail(new Error(event.message || 'the worker failed')));
  return {
    fail,
    call: (what, ...parameters) =>
      new Promise((resolve, reject) => {
        if (failure) reject(failure);
        next += 1;
        waiting.set(next, { resolve, reject });
        worker.postMessage({ id: next, what, parameters });
      }),
  };
}
