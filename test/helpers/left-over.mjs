/**
 * Imported before a program: when it calls `process.exit`, what it leaves behind is written to standard error, one JSON
 * line, and only then the process exits. What is being closed at that moment has had a little time to be. Timers are
 * counted by their stacks, because one that keeps no process alive is in no list of Node.js.
 */
import { createHook } from 'node:async_hooks';
import { writeSync } from 'node:fs';

const PATIENCE_MS = 250;
const timers = new Map();
Error.stackTraceLimit = 30;

const hook = createHook({
  init(id, type) {
    if (type === 'Timeout') timers.set(id, new Error('a timer').stack);
  },
  destroy(id) {
    timers.delete(id);
  },
}).enable();

const { exit } = process;

process.exit = (code) => {
  hook.disable();
  const left = new Map(timers);
  // Of those that were there, what is left then.
  createHook({ destroy: (id) => void left.delete(id) }).enable();
  setTimeout(() => {
    const resources = process.getActiveResourcesInfo();
    writeSync(2, `left over: ${JSON.stringify({ timers: [...left.values()].map(placeOf), resources })}\n`);
    exit(code);
  }, PATIENCE_MS);
};

/** The frames that are not of Node.js itself. */
function placeOf(stack) {
  const frames = stack.split('\n').filter((frame) => /^ *at .*\/(dist|node_modules)\//.test(frame));
  return frames.map((frame) => frame.trim()).join(' < ');
}
