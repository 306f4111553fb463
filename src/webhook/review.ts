/**
 * The border to the API server: an AdmissionReview in, an AdmissionReview out (semantics 6.1 to 6.12).
 *
 * Reading refuses only what nobody could answer: a body without a `request.uid`. Everything else in the review may be
 * missing or of a wrong type and is then empty. Only known paths are read; the review is never walked or printed.
 */
import { type Fields, isObject, own, textOf } from '../core/fields.js';
import type { Admission, GroupVersionKind } from '../core/types.js';
import type { Assessment } from '../facts/assess.js';
import { readBody } from './body.js';

export type ReviewVersion = 'admission.k8s.io/v1' | 'admission.k8s.io/v1beta1';

export interface Decoded {
  readonly ok: true;
  readonly apiVersion: ReviewVersion;
  readonly admission: Admission;
}

export type DecodedReview =
  | Decoded
  /** A sentence that says what was found and what would be right. */
  | { readonly ok: false; readonly why: string };

const EXPECTED =
  'Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.';

export function decodeReview(body: unknown): DecodedReview {
  if (!Buffer.isBuffer(body) || body.length === 0) return refuse('The request has no body.');
  const read = readBody(body);
  if (!read) return refuse('The body is not valid JSON.');
  const { review } = read;
  if (!isObject(review)) return refuse(`The body is JSON, but ${typeName(review)}, not an object.`);
  const request = own(review, 'request');
  if (!isObject(request)) return refuse(`The body has no "request" object.`);
  const uid = own(request, 'uid');
  if (typeof uid !== 'string' || uid === '') return refuse('The body has no "request.uid" that is a non-empty string.');
  const version = own(review, 'apiVersion');
  return {
    ok: true,
    apiVersion: version === 'admission.k8s.io/v1beta1' ? version : 'admission.k8s.io/v1',
    admission: toAdmission(uid, request, read.oldObject, body.length),
  };
}

function refuse(found: string): DecodedReview {
  return { ok: false, why: `${found} ${EXPECTED}` };
}

function toAdmission(uid: string, request: Fields, oldObject: () => unknown, bytes: number): Admission {
  const user = own(request, 'userInfo');
  return {
    uid,
    operation: textOf(request, 'operation'),
    kind: toKind(own(request, 'kind')),
    resource: textOf(own(request, 'resource'), 'resource'),
    subresource: textOf(request, 'subResource'),
    namespace: textOf(request, 'namespace'),
    name: textOf(request, 'name'),
    user: textOf(user, 'username'),
    groups: texts(own(user, 'groups')),
    dryRun: own(request, 'dryRun') === true,
    source: 'review',
    object: own(request, 'object'),
    bytes,
    oldObject,
  };
}

function toKind(kind: unknown): GroupVersionKind {
  return { group: textOf(kind, 'group'), version: textOf(kind, 'version'), kind: textOf(kind, 'kind') };
}

// ---------------------------------------------------------------------------------------------------------- encoding

/** The body of the answer. Always a well-formed AdmissionReview, whatever the assessment says. */
export function encodeReview(apiVersion: ReviewVersion, admission: Admission, assessment: Assessment): string {
  const { allowed } = assessment;
  const warnings = assessment.warnings.map(toWarning).filter((warning) => warning !== '');
  const patch = assessment.injection?.patch ?? [];
  // JSON.stringify leaves out what is undefined.
  return JSON.stringify({
    kind: 'AdmissionReview',
    apiVersion,
    response: {
      uid: admission.uid,
      allowed,
      status: allowed ? undefined : toStatus(admission, assessment),
      patchType: patch.length === 0 ? undefined : 'JSONPatch',
      patch: patch.length === 0 ? undefined : encodePatch(patch),
      auditAnnotations: annotationsOf(assessment),
      warnings: warnings.length === 0 ? undefined : warnings,
    },
  });
}

function annotationsOf({ auditAnnotations }: Assessment): Assessment['auditAnnotations'] | undefined {
  const keys = Object.keys(auditAnnotations);
  const known = keys.filter((key) => AUDIT_KEY.test(key));
  if (known.length === 0) return undefined;
  return known.length === keys.length
    ? auditAnnotations
    : Object.fromEntries(known.map((key) => [key, auditAnnotations[key] ?? '']));
}

function encodePatch(patch: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(patch)).toString('base64');
}

/**
 * Code 403 and reason Forbidden, because kubectl prints the message of no other pair in full (semantics 6.7); the
 * causes are for tools. Without a message the API server would say "denied the request without explanation"
 * (semantics 6.3).
 */
function toStatus(admission: Admission, assessment: Assessment): unknown {
  const { group, kind } = admission.kind;
  return {
    status: 'Failure',
    code: 403,
    reason: 'Forbidden',
    message: assessment.message === '' ? 'Pullgate denies this request.' : assessment.message,
    details: { group, kind, name: admission.name, causes: assessment.causes },
  };
}

/** A key with a slash, or one that is no qualified name, makes the API server drop the annotation (semantics 6.12). */
const AUDIT_KEY = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** A control character makes the API server drop the whole warning in silence (semantics 6.11). */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

function toWarning(warning: string): string {
  return warning.replace(CONTROL, ' ').trim();
}

// ------------------------------------------------------------------------------------------------------ loose reading

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
