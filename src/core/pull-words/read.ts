/**
 * From a reason and a message to their cause. Both may be chosen by whoever runs a registry or may patch a status, so
 * nothing but the table is trusted, only the first part is looked at, and each row costs one search through it.
 */
import { MOST_MESSAGE } from '../container-status.js';
import type { PullCauseSlug } from './cause.js';
import { PATTERNS } from './patterns.js';

/** Reasons that say it all; what the message quotes is then the image, which anybody chooses (K pkg/kubelet/images/types.go). */
const REASONS: Readonly<Record<string, PullCauseSlug>> = {
  InvalidImageName: 'image-invalid',
  ErrImageNeverPull: 'never-pulled',
  SignatureValidationFailed: 'signature-refused',
};

/** Reasons that say so much, where the message says nothing more. */
const AT_LEAST: Readonly<Record<string, PullCauseSlug>> = {
  RegistryUnavailable: 'registry-error',
  FailedToRetrieveImagePullSecret: 'secret-not-found',
};

export interface PullWords {
  readonly reason: string;
  readonly message: string;
}

export function causeOf({ reason, message }: PullWords): PullCauseSlug {
  const certain = Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
  if (certain !== undefined) return certain;
  const text = message.slice(0, MOST_MESSAGE).toLowerCase();
  // A secret that does not parse makes the error of Go the reason (semantics 2.5).
  const words = text === '' ? reason.slice(0, MOST_MESSAGE).toLowerCase() : text;
  const found = PATTERNS.find(([, ...parts]) => parts.every((part) => words.includes(part)));
  if (found !== undefined) return found[0];
  return (Object.hasOwn(AT_LEAST, reason) ? AT_LEAST[reason] : undefined) ?? 'unknown';
}
