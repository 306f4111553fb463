/** matchImages patterns (semantics 3.1) in CEL, as far as they have a host of letters, digits, `-` and `*`: nearly all. */
import { anyOf, celList, celText, literally } from './cel.js';

/** Of these a pattern is compared part by part; anything else in one needs the kubelet's own parser of addresses. */
const PLAIN = /^([A-Za-z0-9.*-]+)(?::([0-9]+))?(\/[A-Za-z0-9._/-]*)?$/;

export interface Expressed {
  /** A condition on the repository. */
  readonly condition: string;
  /** Patterns that cannot be said. */
  readonly left: readonly string[];
}

/** @param repository an expression: the full name without tag and digest */
export function matchesAny(patterns: readonly string[], repository: string): Expressed {
  const prefixes: string[] = [];
  const globs: string[] = [];
  const left: string[] = [];
  for (const pattern of patterns) {
    const [, host, port, path = '/'] = PLAIN.exec(pattern) ?? [];
    if (host === undefined) left.push(pattern);
    else if (host.includes('*')) globs.push(globOf(host, port, path));
    else prefixes.push(`${host}${port === undefined ? '' : `:${port}`}${path}`);
  }
  const [prefix] = prefixes;
  const conditions = [
    ...(prefix !== undefined && prefixes.length === 1 ? [`${repository}.startsWith(${celText(prefix)})`] : []),
    ...(prefixes.length > 1 ? [`${celList(prefixes)}.exists(p, ${repository}.startsWith(p))`] : []),
    ...globs.map((glob) => `${repository}.matches(${celText(glob)})`),
  ];
  return { condition: anyOf(conditions), left };
}

/** `*` stays within one part of the host (semantics 2.20). */
function globOf(host: string, port: string | undefined, path: string): string {
  const parts = host.split('.').map((part) => part.split('*').map(literally).join('[^./:]*'));
  return `^${parts.join('\\.')}${port === undefined ? '' : `:${port}`}${literally(path)}`;
}
