/**
 * Loaded into `serve` (`--import`): what only the process itself can tell of its memory, when its parent asks. The heap is
 * that after the garbage is collected, twice, because what is freed by a finalizer goes with the second.
 */
import process from 'node:process';

process.on('message', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const kinds = process.getActiveResourcesInfo();
  /** @type {Record<string, number>} */
  const handles = {};
  for (const kind of kinds) handles[kind] = (handles[kind] ?? 0) + 1;
  process.send?.({ heap: process.memoryUsage().heapUsed, handles });
});
process.on('disconnect', () => process.exit());
