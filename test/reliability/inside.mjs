/**
 * Loaded into `serve` (`--import`): what only the process itself can tell of its memory and its connections, when its parent asks. The heap is
 * that after the garbage is collected, twice, because what is freed by a finalizer goes with the second.
 */
import { Socket } from 'node:net';
import process from 'node:process';

let dials = 0;
const { connect } = Socket.prototype;
/** @this {Socket} @param {any[]} args */
Socket.prototype.connect = function (...args) {
  dials += 1;
  return connect.apply(this, /** @type {any} */ (args));
};

process.on('message', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const kinds = process.getActiveResourcesInfo();
  /** @type {Record<string, number>} */
  const handles = {};
  for (const kind of kinds) handles[kind] = (handles[kind] ?? 0) + 1;
  process.send?.({ heap: process.memoryUsage().heapUsed, handles, dials });
});
process.on('disconnect', () => process.exit());
