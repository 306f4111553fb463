/**
 * From facts to the plain values of a snapshot file, and back. Each shape is written down once, and a table of fields has
 * to name every field of its type: a fact that the file does not carry does not compile.
 *
 * Reading takes nothing on trust. What does not fit is told with its place, in words that hold no value of the file.
 */
import { isObject, own } from '../core/fields.js';

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

export type Step = string | number;
export type Path = readonly Step[];

/** What is wrong with a file, and where. */
export class Damage extends Error {
  override readonly name = 'Damage';
  readonly path: Path;

  constructor(path: Path, why: string) {
    super(why);
    this.path = path;
  }
}

export interface Codec<T> {
  readonly write: (value: T) => Plain;
  readonly read: (plain: unknown, path: Path) => T;
}

// ------------------------------------------------------------------------------------------------------------- scalars

/** Of any characters: whoever may write to a cluster chooses them, and what is shown of them is escaped where it is shown. */
export const text: Codec<string> = {
  write: (value) => value,
  read: (plain, path) => {
    if (typeof plain !== 'string') throw new Damage(path, `it must be a text${quoteHint(plain)}`);
    return plain;
  },
};

/** YAML takes `1.20` and `yes` for something else. */
function quoteHint(plain: unknown): string {
  return typeof plain === 'number' || typeof plain === 'boolean' ? ', so it needs quotes' : '';
}

export const flag: Codec<boolean> = {
  write: (value) => value,
  read: (plain, path) => {
    if (typeof plain !== 'boolean') throw new Damage(path, 'it must be true or false');
    return plain;
  },
};

export const count: Codec<number> = {
  write: (value) => value,
  read: (plain, path) => {
    if (typeof plain !== 'number' || !Number.isSafeInteger(plain) || plain < 0) {
      throw new Damage(path, 'it must be a whole number that is not negative');
    }
    return plain;
  },
};

/** ms since the epoch: as a date where a date can say it, because people read it. */
export const time: Codec<number> = {
  write: (value) => {
    const date = new Date(value);
    const iso = Number.isNaN(date.getTime()) ? '' : date.toISOString();
    return FOUR_DIGIT_YEAR.test(iso) && Date.parse(iso) === value ? iso.replace('.000Z', 'Z') : value;
  },
  read: (plain, path) => {
    const value = typeof plain === 'string' && FOUR_DIGIT_YEAR.test(plain) ? Date.parse(plain) : plain;
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new Damage(path, 'it must be a time such as "2026-01-31T12:00:00Z"');
    }
    return value;
  },
};

const UNITS = { h: 3_600_000, m: 60_000, s: 1000 } as const;

/** ms: in whole hours, minutes or seconds where it is some. */
export const duration: Codec<number> = {
  write: (value) => {
    const unit = (['h', 'm', 's'] as const).find((each) => value > 0 && value % UNITS[each] === 0);
    return unit === undefined ? value : `${value / UNITS[unit]}${unit}`;
  },
  read: (plain, path) => {
    const [, amount, unit] = (typeof plain === 'string' ? /^([1-9]\d{0,8})([hms])$/.exec(plain) : null) ?? [];
    // The pattern lets only these through.
    const value = unit === undefined ? plain : Number(amount) * UNITS[unit as keyof typeof UNITS];
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
    throw new Damage(path, 'it must be a duration such as 12h');
  },
};

const FOUR_DIGIT_YEAR = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/** One of these words; the table has each of them, or it does not compile. */
export function word<T extends string>(words: Readonly<Record<T, true>>): Codec<T> {
  return {
    write: (value) => value,
    read: (plain, path) => {
      if (typeof plain !== 'string' || !Object.hasOwn(words, plain)) {
        throw new Damage(path, `it must be one of ${Object.keys(words).join(', ')}`);
      }
      // It is one of the names of the table.
      return plain as T;
    },
  };
}

/** Only ever true, where it is there at all. */
export const mark: Codec<true> = {
  write: () => true,
  read: (plain, path) => {
    if (plain !== true) throw new Damage(path, 'it must be true, or not be there');
    return true;
  },
};

export function orNull<T>(codec: Codec<T>): Codec<T | null> {
  return {
    write: (value) => (value === null ? null : codec.write(value)),
    read: (plain, path) => (plain === null ? null : codec.read(plain, path)),
  };
}

// --------------------------------------------------------------------------------------------------------- collections

export function list<T>(codec: Codec<T>): Codec<readonly T[]> {
  return {
    write: (values) => values.map(codec.write),
    read: (plain, path) => {
      if (!Array.isArray(plain)) throw new Damage(path, 'it must be a list');
      return plain.map((each, index) => codec.read(each, [...path, index]));
    },
  };
}

/** Of no order of meaning: the file has them sorted. */
export function sortedTexts(): Codec<readonly string[]> {
  const texts = list(text);
  return { ...texts, write: (values) => texts.write([...values].sort()) };
}

export function mapOf<T>(codec: Codec<T>): Codec<Readonly<Record<string, T>>> {
  return {
    write: (map) => Object.fromEntries(sorted(Object.keys(map)).map((key) => [key, codec.write(own(map, key) as T)])),
    read: (plain, path) =>
      Object.fromEntries(
        entriesOf(plain, path).map(([key, value]) => [text.read(key, path), codec.read(value, [...path, key])]),
      ),
  };
}

export function entriesOf(plain: unknown, path: Path): readonly (readonly [string, unknown])[] {
  if (!isObject(plain)) throw new Damage(path, 'it must be a map');
  return Object.entries(plain);
}

export function sorted(texts: Iterable<string>): readonly string[] {
  return [...texts].sort();
}

// -------------------------------------------------------------------------------------------------------------- records

interface Carried<V> {
  readonly codec: Codec<V>;
  /** What it is where it is not written; given what was read before it. */
  readonly usual?: (before: Readonly<Record<string, unknown>>) => V;
}

/** The key above it says it already. */
export const BY_KEY = 'by key';
/** Of what a file brings, or of one moment: no state of a cluster has it. */
export const NEVER_THERE = 'never there';

export type Field<V> = Carried<V> | typeof BY_KEY | typeof NEVER_THERE;

/** A row for every field of the type: one that may be missing has no usual value, because it is then not there. */
export type Fields<T> = { readonly [K in keyof T]-?: Field<Exclude<T[K], undefined>> };

export function carried<V>(codec: Codec<V>, usual?: Carried<V>['usual']): Carried<V> {
  return usual === undefined ? { codec } : { codec, usual };
}

/** The same, and not written where it has its usual value. */
export function usually<V>(codec: Codec<V>, usual: V): Carried<V> {
  return { codec, usual: () => usual };
}

/** Without what the key says, and what is as usual. */
export function writeFields<T extends object>(fields: Fields<T>, value: T): { readonly [key: string]: Plain } {
  const written: [string, Plain][] = [];
  for (const [name, field] of rows(fields)) {
    const given: unknown = own(value, name);
    if (typeof field === 'string' || given === undefined) continue;
    const usual = field.usual?.(value as Readonly<Record<string, unknown>>);
    if (field.usual === undefined || !same(given, usual)) written.push([name, field.codec.write(given)]);
  }
  return Object.fromEntries(written);
}

/**
 * @param known what the key says
 * @param needed fields without a usual value that must be there
 */
export function readFields<T extends object>(
  fields: Fields<T>,
  plain: unknown,
  { path, known, needed }: { readonly path: Path; readonly known: Partial<T>; readonly needed: readonly (keyof T)[] },
): T {
  const given = new Map(entriesOf(plain, path));
  const value: Record<string, unknown> = { ...known };
  for (const [name, field] of rows(fields)) {
    if (typeof field === 'string') continue;
    if (given.has(name)) value[name] = field.codec.read(given.get(name), [...path, name]);
    else if (field.usual !== undefined) value[name] = field.usual(value);
    else if (needed.some((each) => each === name)) throw new Damage(path, `"${name}" is missing`);
    given.delete(name);
  }
  const [other] = given.keys();
  if (other !== undefined) throw new Damage([...path, other], `there is no such field; there are ${names(fields)}`);
  // Each row of the table, which has every field of the type, was read by the codec of that field.
  return value as T;
}

/** The rows of any table, without what the compiler knows of each. */
function rows(fields: object): readonly (readonly [string, Field<unknown>])[] {
  return Object.entries(fields);
}

function names(fields: object): string {
  return rows(fields)
    .flatMap(([name, field]) => (typeof field === 'string' ? [] : [name]))
    .join(', ');
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
