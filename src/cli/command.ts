/** What a command is: a row of the table in index.ts. Everything about it that help needs is data; the work is loaded late. */
import type { Environment } from '../process/env.js';

export interface Output {
  readonly write: (text: string) => unknown;
}

/** The world as a command sees it, so that tests can call `run` without a process. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly env: Environment;
  readonly cwd: string;
  /** Whether stdout is a terminal. */
  readonly isTTY: boolean;
  /** Whether stderr is one. */
  readonly isErrorTTY?: boolean;
  /** stdout and stderr are the file descriptors 1 and 2 of this process. */
  readonly isProcess?: true;
  /** ms since the epoch */
  readonly now: () => number;
  /** Ends a command that runs until it is told to stop. */
  readonly signal?: AbortSignal;
  /** How often a configuration file is looked at; a few seconds unless told. */
  readonly pollMs?: number;
}

export interface Option {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** Placeholder in CAPITALS; an option without one takes no value. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly repeatable?: boolean;
  readonly description: string;
}

export interface Invocation {
  readonly positionals: readonly string[];
  /** Texts per option, in order; an option without a value has one empty text. */
  readonly options: Readonly<Record<string, readonly string[]>>;
  /** Texts per flag of a setting. */
  readonly settings: Readonly<Record<string, readonly string[]>>;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly usage: readonly string[];
  readonly options: readonly Option[];
  /** Which settings it takes as flags, besides `--config`. */
  readonly settings: 'none' | 'verdict' | 'all';
  /** How many words it takes besides options. */
  readonly positionals: { readonly min: number; readonly max: number };
  /** What they can be, for completion; without it they are paths. */
  readonly words?: readonly string[];
  /** Paragraphs at the end of its help. */
  readonly notes: readonly string[];
  readonly examples: readonly { readonly command: string; readonly what: string }[];
  readonly load: () => Promise<{ readonly run: (invocation: Invocation, io: Io) => Promise<number> }>;
}

/** The last text of an option, as later flags override earlier ones. */
export function optionText(invocation: Invocation, name: string): string | undefined {
  return invocation.options[name]?.at(-1);
}

export function optionGiven(invocation: Invocation, name: string): boolean {
  return invocation.options[name] !== undefined;
}
