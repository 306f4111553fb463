/** The formats of text in the configuration: what is valid, and why a text is not. Pure; ajv and the words both ask here. */
import { deadPattern } from '../core/dead-pattern.js';
import { isAnnotationKey, isNamespaceName, isObjectName } from '../core/object-name.js';
import { plainKey } from '../core/secret/plain-key.js';
import { parseDuration } from './duration.js';
import type { FormatName } from './schema-node.js';

export interface TextFormat {
  /** What would be valid, to follow `must be`. */
  readonly valid: string;
  /** Undefined where the text is valid. */
  readonly why: (text: string) => string | undefined;
}

/** What is looked at more seldom is as good as not looked at. */
const LONGEST_INTERVAL_MS = 24 * 3_600_000;

export const FORMATS: Readonly<Record<FormatName, TextFormat>> = {
  'match-images': {
    valid:
      'a pattern of the kubelet\'s matchImages, such as "registry.example.com", "*.example.com" or "docker.io/acme/"',
    why: whyNoPattern,
  },
  expiry: {
    valid: 'a date such as "2027-01-31" (through the end of that day, UTC) or a time such as "2027-01-31T12:00:00Z"',
    why: whyNoExpiry,
  },
  'field-path': {
    valid: 'field names joined with dots, such as "spec.template"',
    why: (text) => (/^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/.test(text) ? undefined : 'that is no path of field names'),
  },
  'one-line': {
    valid: 'one line of text without control characters',
    why: (text) => (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text) ? 'it holds a control character' : undefined),
  },
  'annotation-key': {
    valid: 'the key of an annotation, such as "example.com/registry-role"',
    why: (text) => (isAnnotationKey(text) ? undefined : 'no annotation can have this key'),
  },
  'namespace-name': {
    valid: 'the name of a namespace, such as "shop"',
    why: (text) => (isNamespaceName(text) ? undefined : 'no namespace can have this name'),
  },
  'object-name': {
    valid: 'the name of an object, such as "regcred"',
    why: (text) => (isObjectName(text) ? undefined : 'no object can have this name'),
  },
  'service-account': {
    valid: 'a namespace and the name of a ServiceAccount in it, such as "argo/workflow-controller"',
    why: (text) => {
      const [namespace = '', name = '', ...more] = text.split('/');
      return isNamespaceName(namespace) && isObjectName(name) && more.length === 0
        ? undefined
        : 'that is no NAMESPACE/NAME';
    },
  },
  network: {
    valid: 'a network in the notation of CIDR, such as "10.20.0.0/16" or "fd00:20::/64"',
    why: whyNoNetwork,
  },
  host: {
    valid: 'a host with or without a port, such as "auth.example.com"',
    why: (text) => (HOST.test(text) ? undefined : 'that is no name of a host'),
  },
  platform: {
    valid: 'a platform as images name it, such as "linux/amd64" or "linux/arm/v7"',
    why: (text) => (PLATFORM.test(text) ? undefined : 'that is no OS/ARCHITECTURE in lower case'),
  },
  duration: {
    valid: 'a duration such as "720h", "1h30m" or "10s"',
    why: (text) => (parseDuration(text) === undefined ? 'it is no duration of at most a hundred years' : undefined),
  },
  interval: {
    valid: 'a duration such as "10s" or "1m30s", 24h at most',
    why: (text) => {
      const ms = parseDuration(text);
      return ms === undefined || ms > LONGEST_INTERVAL_MS ? 'it is no duration of at most a day' : undefined;
    },
  },
};

/**
 * A pattern that the kubelet refuses at start (semantics 3.2), and those that it accepts and that can never match (3.1).
 * What was meant is shown where it holds nothing but the parts of an address.
 */
function whyNoPattern(text: string): string | undefined {
  const dead = deadPattern(text);
  if (dead === undefined) return undefined;
  const shown = dead.meant.filter((pattern) => plainKey(pattern) === pattern);
  const write = shown.map((pattern) => `"${pattern}"`).join(' or ');
  if (text === '') return dead.why;
  return `it can never match, because ${dead.why}${write === '' ? '' : `; write ${write}`}`;
}

const HOST = /^(?=.{1,259}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/;
const PLATFORM = /^[a-z0-9]+\/[a-z0-9]+(?:\/[a-z0-9]+)?$/;

function whyNoNetwork(text: string): string | undefined {
  const [address = '', bits = '', ...more] = text.split('/');
  const most = bitsOf(address);
  if (most === undefined || more.length > 0 || !/^\d{1,3}$/.test(bits)) return 'that is no ADDRESS/BITS';
  return Number(bits) > most ? `such an address has ${most} bits` : undefined;
}

const BYTE = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`);

/** Of an address; undefined for what is none. Every command loads this file, so not by `node:net`, which takes 3 ms. */
function bitsOf(address: string): number | undefined {
  if (IPV4.test(address)) return 32;
  return address.includes(':') && !/[^0-9A-Fa-f:.]/.test(address) && URL.canParse(`http://[${address}]/`)
    ? 128
    : undefined;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

function whyNoExpiry(text: string): string | undefined {
  const date = DATE.test(text) ? text : TIME.exec(text)?.[1];
  if (date === undefined) return 'it is neither a date nor an RFC 3339 time';
  // `Date` turns 30 February into 2 March; a date that does not come back as written is not in the calendar.
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) return 'there is no such day';
  return DATE.test(text) || !Number.isNaN(Date.parse(text)) ? undefined : 'there is no such time';
}
