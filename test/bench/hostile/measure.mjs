// @ts-check
/** What one review of a shape costs: CPU of the process, and the longest time in which the loop could do nothing else. */
import { cpuUsage } from 'node:process';
import { DEFAULT_SETTINGS } from '../../../dist/core/settings.js';
import { assess } from '../../../dist/facts/assess.js';
import { inject } from '../../../dist/facts/inject.js';
import { createManifestState } from '../../../dist/manifests/state.js';
import { decodeReview, encodeReview } from '../../../dist/webhook/review.js';
import { makeShape } from './shapes.mjs';

const NOW = Date.UTC(2026, 10, 26);

/**
 * @param {import('./shapes.mjs').Shape} shape
 * @returns {Promise<{ parseMs: number, cpuMs: number, stallMs: number, injectMs: number, bytes: number, decision: string, codes: string } | undefined>}
 */
export async function measure(shape) {
  const made = makeShape(shape);
  if (made === undefined) return undefined;
  const state = createManifestState(made.objects.map(toManifest), { offline: false });
  const settings = { ...DEFAULT_SETTINGS, injection: { ...DEFAULT_SETTINGS.injection, mode: shape.injection } };
  const parsing = cpuUsage();
  const decoded = decodeReview(made.body);
  const parseMs = since(parsing);
  if (!decoded.ok) throw new Error(decoded.why);
  const { admission, apiVersion } = decoded;
  const context = { settings, state, now: NOW, signal: AbortSignal.timeout(2000) };
  const watch = watchLoop();
  const begin = cpuUsage();
  const assessment = await assess(admission, context);
  encodeReview(apiVersion, admission, assessment);
  const cpuMs = since(begin);
  const stallMs = await watch.stop();
  const injecting = cpuUsage();
  await inject(admission, { ...context, signal: AbortSignal.timeout(2000) });
  return {
    parseMs,
    cpuMs,
    stallMs,
    injectMs: since(injecting),
    bytes: made.body.length,
    decision: assessment.decision,
    codes: [...new Set(assessment.findings.map(({ code }) => code))].join(' '),
  };
}

function since(begin) {
  const { user, system } = cpuUsage(begin);
  return (user + system) / 1000;
}

/** The longest time between two turns of the loop. */
function watchLoop() {
  let last = performance.now();
  let longest = 0;
  let running = true;
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (running) setImmediate(look);
  };
  setImmediate(look);
  return {
    stop: () =>
      new Promise((resolve) => {
        setImmediate(() => {
          running = false;
          look();
          resolve(longest);
        });
      }),
  };
}

function toManifest(object) {
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    object,
    source: 'hostile',
    line: 0,
  };
}
