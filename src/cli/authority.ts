/** A file of authorities that somebody names: those who take one differ only in what they do where it is none. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemReason } from '../process/errors.js';

export type Authority =
  /** PEM. */
  | { readonly ca: string }
  /** To follow the name of the file. Node.js itself takes a file without a certificate, and says nothing. */
  | { readonly why: string };

export function readAuthority(file: string, cwd: string): Authority {
  try {
    const ca = readFileSync(resolve(cwd, file), 'utf8');
    return ca.includes('-----BEGIN CERTIFICATE-----') ? { ca } : { why: 'holds no certificate (PEM)' };
  } catch (error) {
    return { why: `cannot be read: ${systemReason(error)}` };
  }
}
