/** Reviews of Pods in the namespace `shop`, and what is answered, for rows that ask a `serve` about them. */
import type { Agent } from 'node:https';
import { type Posted, post } from './serving.js';

/** What the Pod names: a pull secret, and an image where it is not the ordinary one. */
export function podReview(uid: string, secret: string, image = 'registry.example.com/team/web:1.4.2'): string {
  return JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      ...{
        uid,
        kind: { group: '', version: 'v1', kind: 'Pod' },
        resource: { group: '', version: 'v1', resource: 'pods' },
      },
      ...{
        name: 'web',
        namespace: 'shop',
        operation: 'CREATE',
        userInfo: { username: 'tenant', groups: [] },
        dryRun: false,
      },
      object: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web', namespace: 'shop' },
        spec: {
          serviceAccountName: 'default',
          imagePullSecrets: [{ name: secret }],
          containers: [{ name: 'web', image }],
        },
      },
    },
  });
}

/** `allow`, `deny PG202`, `allow PG901`; what is no verdict in its own words. */
export function verdictIn({ status, body }: Posted): string {
  if (status !== 200) return status === undefined ? `no answer: ${body}` : `HTTP ${status}`;
  const { allowed, warnings = [], status: failure = {} } = JSON.parse(body).response;
  const codes = [...`${failure.message ?? ''} ${warnings.join()}`.matchAll(/PG\d{3}/g)].map(([code]) => code);
  return [allowed === true ? 'allow' : 'deny', ...new Set(codes)].join(' ');
}

export interface Asked {
  /** `known`, or whatever tells this Pod from the others. */
  readonly kind: string;
  readonly body: string;
  /** Whether what `kind` rests on is still so. */
  readonly isStill?: () => boolean;
}

export interface Said extends Posted, Omit<Asked, 'body'> {
  readonly verdict: string;
  /** performance.now() */
  readonly askedAt: number;
}

export interface Load {
  readonly perSecond: number;
  readonly agent: Agent;
  readonly next: (turn: number) => Asked;
  readonly tell: (said: Said) => void;
}

/** Asks at this rate until it is stopped, which waits for the last answers. */
export function startAsking(url: string, { perSecond, agent, next, tell }: Load): () => Promise<void> {
  const pending = new Set<Promise<void>>();
  const begin = performance.now();
  let turn = 0;
  const timer = setInterval(() => {
    // Timers are late; what is due is asked.
    for (; (turn * 1000) / perSecond <= performance.now() - begin; turn += 1) {
      const { body, ...asked } = next(turn);
      const askedAt = performance.now();
      const one = post(url, body, agent).then((posted) => {
        pending.delete(one);
        tell({ ...posted, ...asked, verdict: verdictIn(posted), askedAt });
      });
      pending.add(one);
    }
  }, 5);
  return async () => {
    clearInterval(timer);
    await Promise.all(pending);
  };
}

/** The sum of the lines of a metric that hold all of these words. */
export function metricIn(metrics: string, name: string, ...words: readonly string[]): number {
  const lines = metrics
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) && words.every((word) => line.includes(word)));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
