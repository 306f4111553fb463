/**
 * How the big registries differ (semantics 8.5), a row each: where their token service is, and what their refusals mean.
 * What no row says is said of a registry that nobody knows, and that is little: whether a login is bad or may not read
 * this, is told apart only where a registry is known to tell it.
 */
import type { PullOutcome } from '../core/registry-answer.js';

type What = Extract<PullOutcome, { readonly result: 'refused' }>['what'];

export interface Quirks {
  readonly family: string;
  /** Hosts of its token service that are neither its own nor below its own. */
  readonly tokenHosts: readonly string[];
  /** A login is refused where a token is asked for. */
  readonly token401: What;
  readonly token403: What;
  /** A manifest is refused to a token that was given for a login. */
  readonly bearer401: What;
  /** A manifest is refused to Basic. */
  readonly basic401: What;
  /** 403 where the manifest is asked for, however the login was shown. */
  readonly manifest403: What;
  /** 404 may stand for what this login may not see. */
  readonly hidesBehind404: boolean;
}

/** A token service that follows the specification gives a token without access to whom it knows; then the registry refuses. */
const ANY: Quirks = {
  family: 'any',
  tokenHosts: [],
  token401: 'credential',
  token403: 'either',
  bearer401: 'permission',
  basic401: 'either',
  manifest403: 'permission',
  hidesBehind404: true,
};

interface Row extends Partial<Quirks> {
  readonly family: string;
  /** Of registries as images name them. */
  readonly host: RegExp;
  /** Of the `service` that the challenge names: of software that anybody may run. */
  readonly service?: string;
}

const ROWS: readonly Row[] = [
  // Private and absent repositories look alike: a token is given for both, and the registry refuses it.
  { family: 'docker-hub', host: /^docker\.io$/, tokenHosts: ['auth.docker.io'], hidesBehind404: false },
  // A stale login is refused with 403, for public packages as well; so is a good one that may not read.
  { family: 'ghcr', host: /^ghcr\.io$/, token401: 'either', token403: 'either' },
  {
    family: 'ecr',
    host: /^\d{12}\.dkr[.-]ecr(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)$/,
    basic401: 'credential',
    hidesBehind404: false,
  },
  { family: 'ecr-public', host: /^public\.ecr\.aws$/, hidesBehind404: false },
  {
    family: 'google',
    host: /^(?:[a-z0-9-]+\.)*(?:gcr\.io|pkg\.dev)$/,
    token403: 'permission',
    // What may not be read is 403 there.
    bearer401: 'credential',
    basic401: 'credential',
    hidesBehind404: false,
  },
  // A login without AcrPull is refused in the words of a bad one.
  { family: 'acr', host: /^[a-z0-9-]+\.azurecr\.(?:io|cn|us|de)$/, token401: 'either', hidesBehind404: false },
  { family: 'quay', host: /^quay\.io$/, hidesBehind404: false },
  { family: 'gitlab', host: /^registry\.gitlab\.com$/, tokenHosts: ['gitlab.com'], token401: 'either' },
  { family: 'elastic', host: /^docker\.elastic\.co$/, tokenHosts: ['docker-auth.elastic.co'] },
  { family: 'harbor', host: /^$/, service: 'harbor-registry', hidesBehind404: false },
];

/** @param registry as the image names it; `service` as a challenge of it does */
export function quirksOf(registry: string, service?: string): Quirks {
  const row = ROWS.find((each) => each.host.test(registry) || (each.service !== undefined && each.service === service));
  if (row === undefined) return ANY;
  const { host: _host, service: _service, ...quirks } = row;
  return { ...ANY, ...quirks };
}
