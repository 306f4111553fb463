/** IP addresses as bytes: what a rule about networks is decided on, however an address is written. */
import { isIP } from 'node:net';

/** Of 4 or of 16 bytes. Undefined where the text is no address; one with a zone (`fe80::1%eth0`) is none. */
export function addressBytes(text: string): readonly number[] | undefined {
  if (text.includes('%')) return undefined;
  const family = isIP(text);
  if (family === 4) return text.split('.').map(Number);
  return family === 6 ? bytesOfSix(text) : undefined;
}

/** Of a text that isIP has taken for one. */
function bytesOfSix(text: string): readonly number[] {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const tail = dotted?.[2]?.split('.').map(Number) ?? [];
  const [before = '', after] = (dotted?.[1]?.replace(/([^:]):$/, '$1') ?? text).split('::');
  const head = groupBytes(before);
  const rest = [...groupBytes(after ?? ''), ...tail];
  return [...head, ...new Array<number>(16 - head.length - rest.length).fill(0), ...rest];
}

function groupBytes(text: string): readonly number[] {
  return text
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => {
      const value = Number.parseInt(group, 16);
      return [value >> 8, value & 0xff];
    });
}

export interface Network {
  readonly bytes: readonly number[];
  readonly bits: number;
}

/** `10.0.0.0/8`, or an address alone. Undefined where it is neither. */
export function networkOf(text: string): Network | undefined {
  const [address = '', length] = text.split('/', 2);
  const bytes = addressBytes(address);
  if (bytes === undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const bits = length === undefined ? bytes.length * 8 : Number(length);
  return bits <= bytes.length * 8 ? { bytes, bits } : undefined;
}

export function isWithin(bytes: readonly number[], network: Network): boolean {
  if (bytes.length !== network.bytes.length) return false;
  for (let bit = 0; bit < network.bits; bit += 8) {
    const mask = (0xff << Math.max(0, 8 - (network.bits - bit))) & 0xff;
    if ((((bytes[bit / 8] ?? 0) ^ (network.bytes[bit / 8] ?? 0)) & mask) !== 0) return false;
  }
  return true;
}
