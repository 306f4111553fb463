/**
 * The faults that end a command: a table of codes, each with what it is called and with its exit code
 * (design 3.7). What is wrong with a manifest is a finding and what is wrong with one object an answer; neither comes here.
 */

import { codeOf } from '../text/error-words.js';

export const FAULTS = {
  PG_E_USAGE: { exitCode: 2, title: 'The command line is wrong.' },
  PG_E_CONFIG: { exitCode: 2, title: 'The configuration is wrong.' },
  PG_E_INPUT: { exitCode: 2, title: 'Something that was to be read cannot be read.' },
  PG_E_OUTPUT: { exitCode: 2, title: 'A report cannot be written.' },
  PG_E_LISTEN: { exitCode: 3, title: 'The server cannot start.' },
  PG_E_INTERNAL: { exitCode: 3, title: 'A fault of Pullgate itself.' },
} as const satisfies Readonly<Record<`PG_E_${string}`, { readonly exitCode: number; readonly title: string }>>;

export type FaultCode = keyof typeof FAULTS;

/** An error with a sentence for the person at the terminal. */
export class Fault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Fault';
    this.code = code;
  }
}

/** Why a file could not be read or written, in words instead of `ENOENT`; never the error's own text. */
export function systemReason(error: unknown): string {
  const code = codeOf(error);
  switch (code) {
    case 'ENOENT':
      return 'no such file or directory';
    case 'EISDIR':
      return 'it is a directory';
    case 'ENOTDIR':
      return 'part of the path is not a directory';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOSPC':
      return 'no space left on the device';
    case 'EADDRINUSE':
      return 'the address is in use already';
    case 'EADDRNOTAVAIL':
      return 'the address is not one of this machine';
    default:
      return code === '' ? 'the system does not say why' : `the system says ${code}`;
  }
}
