/** The shells that can be completed for: a new one is a file and a line here. */
import { bashScript } from './bash.js';
import { fishScript } from './fish.js';
import type { CompletedCommand } from './model.js';
import { zshScript } from './zsh.js';

export const SHELLS = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
} as const satisfies Readonly<Record<string, (commands: readonly CompletedCommand[]) => string>>;
