/** `pullgate why`: why a Pod does not get its image. */
import type { Invocation, Io } from '../command.js';
import { why } from '../why/run.js';

export function run(invocation: Invocation, io: Io): Promise<number> {
  return why(invocation, io);
}
