// @ts-check
/**
 * What is recorded of credential providers, asked of another minor. A minor without ServiceAccount tokens is asked for
 * the providers that need none; that it refuses the others is what is listed of it.
 */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildModule } from './kubelet.mjs';
import { NO_TOKENS } from './minor-differences.mjs';

/**
 * @typedef {object} Recorded
 * @property {{readonly providers: readonly {readonly name: string, readonly tokenAttributes?: unknown}[]}} config
 * @property {readonly {readonly image: string, readonly account?: unknown, readonly asked: readonly string[]}[]} cases
 * @property {readonly {readonly what: string, readonly config: unknown, readonly refused: boolean}[]} refused
 */

/**
 * What a minor without tokens is to answer.
 * @type {(recorded: Recorded) => Recorded}
 */
export function withoutTokens({ config, cases, refused }) {
  const providers = config.providers.filter(({ tokenAttributes }) => tokenAttributes === undefined);
  const names = new Set(providers.map(({ name }) => name));
  return {
    config: { ...config, providers },
    cases: cases.map((each) => ({ ...each, asked: each.asked.filter((name) => names.has(name)) })),
    refused: refused.map((each) => ({
      ...each,
      refused: each.refused || JSON.stringify(each.config).includes('"tokenAttributes"'),
    })),
  };
}

/**
 * @param {{minor: string, version: string}} minor
 * @param {string} file
 * @param {(note: string) => void} tell
 * @returns {{count: number, differences: readonly string[], note: string}}
 */
export function replayProviders({ minor, version }, file, tell) {
  const binary = buildModule(
    { folder: 'providers', name: 'oracle-providers', what: "the kubelet's credential providers", version },
    tell,
  );
  /** @type {Recorded} */
  const recorded = JSON.parse(readFileSync(file, 'utf8'));
  const lacks = NO_TOKENS.minors.includes(minor);
  const expected = lacks ? withoutTokens(recorded) : recorded;
  // What it says of each config is for whoever records.
  const output = execFileSync(binary, { input: JSON.stringify(expected), stdio: ['pipe', 'pipe', 'ignore'] });
  /** @type {Recorded} */
  const answered = JSON.parse(output.toString());
  const differences = [
    ...expected.cases.flatMap(({ image, account, asked }, i) => {
      const theirs = answered.cases[i]?.asked ?? [];
      if (theirs.join() === asked.join()) return [];
      return [`${image} ${JSON.stringify(account)}: expected [${asked}], asked [${theirs}]`];
    }),
    ...expected.refused.flatMap(({ what, refused }, i) => {
      const theirs = answered.refused[i]?.refused;
      return theirs === refused ? [] : [`config ${what}: expected ${refused ? 'refused' : 'taken'}`];
    }),
  ];
  return {
    count: expected.cases.length + expected.refused.length,
    differences,
    note: lacks ? ` (${NO_TOKENS.name}, as listed)` : '',
  };
}
