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
 * @returns {Promise<{ parseMs: number, cpuMs: number, stallMs: number, injectMs: number, injectStallMs: number, bytes: number, decision: string, codes: string } | undefined>}
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
  const context = { settings, state, now: NOW };
  // What making the shape has left behind is not the review's to clear away.
  globalThis.gc?.();
  const judged = await watched(() => assess(admission, { ...context, signal: AbortSignal.timeout(2000) }));
  const answering = cpuUsage();
  encodeReview(apiVersion, admission, judged.value);
  const answerMs = since(answering);
  const injected = await watched(() => inject(admission, { ...context, signal: AbortSignal.timeout(2000) }));
  return {
    parseMs,
    cpuMs: judged.cpuMs + answerMs,
    stallMs: Math.max(judged.stallMs, answerMs),
    injectMs: injected.cpuMs,
    injectStallMs: injected.stallMs,
    bytes: made.body.length,
    decision: judged.value.decision,
    codes: [...new Set(judged.value.findings.map(({ code }) => code))].join(' '),
  };
}

/**
 * CPU and not time, because the machine has others to serve, too. What the loop does between two turns is what nobody else
 * can interrupt.
 *
 * @template T
 * @param {() => Promise<T>} work
 */
async function watched(work) {
  const begin = cpuUsage();
  let last = cpuUsage();
  let stallMs = 0;
  let running = true;
  const look = () => {
    stallMs = Math.max(stallMs, since(last));
    last = cpuUsage();
    if (running) setImmediate(look);
  };
  setImmediate(look);
  await new Promise((resolve) => setImmediate(resolve));
  const value = await work();
  const cpuMs = since(begin);
  await new Promise((resolve) => setImmediate(resolve));
  running = false;
  return { value, cpuMs, stallMs };
}

/** @param {NodeJS.CpuUsage} begin */
function since(begin) {
  const { user, system } = cpuUsage(begin);
  return (user + system) / 1000;
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
