// @ts-check
/**
 * As much of tap as the tests use, for many runs in one process: the tests of a file are collected when it is loaded, and
 * each can be run alone and again. The first failed assertion ends a test. Values are compared by tap's own `tcompare`.
 * A snapshot is what the same test gave without a mutant.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { format, match, matchOnly, same, strict } from 'tcompare';

/** @typedef {{ readonly name: string, readonly run: (t: unknown) => unknown }} Case */
/** @typedef {{ failed: string | undefined, readonly snapshots: string[], readonly wanted: readonly string[] | undefined }} Run */

/** What the file that is being loaded has declared. */
/** @type {{ cases: Case[], before: (() => unknown)[] }} */
let declared = { cases: [], before: [] };

export function takeDeclared() {
  const taken = declared;
  declared = { cases: [], before: [] };
  return taken;
}

export class Failed extends Error {}

export default {
  /** @param {string} name @param {unknown} second @param {unknown} third */
  test(name, second, third) {
    const run = /** @type {Case['run']} */ (typeof second === 'function' ? second : third);
    declared.cases.push({ name, run });
    return Promise.resolve();
  },
  /** @param {() => unknown} act */
  before(act) {
    declared.before.push(act);
  },
  /** @param {(() => unknown)} act */
  teardown(act) {
    process.once('exit', () => void act());
  },
  comment() {},
};

/**
 * @param {Case['run']} body
 * @param {readonly string[] | undefined} wanted snapshots of a run without a mutant; undefined: this is one
 * @returns {Promise<{ readonly failed: string | undefined, readonly snapshots: readonly string[] }>}
 */
export async function runCase(body, wanted) {
  /** @type {Run} */
  const run = { failed: undefined, snapshots: [], wanted };
  await runBody(body, run);
  if (run.failed === undefined && wanted !== undefined && run.snapshots.length !== wanted.length) {
    run.failed = 'fewer snapshots';
  }
  return run;
}

/** @param {Case['run']} body @param {Run} run */
async function runBody(body, run) {
  /** @type {(() => unknown)[]} */
  const teardowns = [];
  /** @type {(value?: unknown) => void} */
  let end = () => {};
  const ended = new Promise((done) => {
    end = done;
  });
  const t = testOf(run, teardowns, end);
  try {
    const given = body(t);
    await (isPromise(given) ? given : ended);
    await t.children();
  } catch (error) {
    fail(run, error);
  }
  for (const act of teardowns.reverse()) {
    try {
      await act();
    } catch (error) {
      fail(run, error);
    }
  }
}

/** @param {Run} run @param {unknown} error */
export function fail(run, error) {
  run.failed ??= error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error);
}

/** @param {unknown} value @returns {value is Promise<unknown>} */
function isPromise(value) {
  return typeof value === 'object' && value !== null && 'then' in value;
}

/** @param {Run} run @param {(() => unknown)[]} teardowns @param {() => void} end */
function testOf(run, teardowns, end) {
  let children = Promise.resolve();
  /** @param {boolean} isGood @param {string} what */
  const assert = (isGood, what) => {
    if (isGood) return true;
    fail(run, new Error(what));
    throw new Failed(what);
  };
  /** @param {unknown} error @param {unknown} wanted */
  const isWanted = (error, wanted) => {
    if (wanted === undefined || typeof wanted === 'string') return true;
    if (typeof wanted === 'function') return error instanceof wanted;
    if (wanted instanceof RegExp) return wanted.test(String(/** @type {Error} */ (error)?.message));
    if (wanted instanceof Error) return match(error, { message: wanted.message, name: wanted.name }).match;
    return match(error, wanted).match;
  };
  const t = {
    children: () => children,
    /** @param {string} name @param {unknown} second @param {unknown} third */
    test(name, second, third) {
      const body = /** @type {Case['run']} */ (typeof second === 'function' ? second : third);
      const run1 = children.then(() => runBody(body, run));
      children = run1;
      return run1.then(() => {
        if (run.failed !== undefined) throw new Failed(name);
      });
    },
    end,
    comment() {},
    pass: () => true,
    /** @param {string} what */
    fail: (what) => assert(false, what),
    /** @param {unknown} value @param {string} what */
    ok: (value, what) => assert(Boolean(value), what ?? 'not ok'),
    /** @param {unknown} value @param {string} what */
    notOk: (value, what) => assert(!value, what ?? 'ok'),
    /** @param {unknown} a @param {unknown} b @param {string} what */
    equal: (a, b, what) => assert(Object.is(a, b), what ?? 'not equal'),
    /** @param {unknown} a @param {unknown} b @param {string} what */
    not: (a, b, what) => assert(!Object.is(a, b), what ?? 'equal'),
    /** @param {unknown} a @param {unknown} b @param {string} what */
    same: (a, b, what) => assert(same(a, b).match, what ?? 'not the same'),
    /** @param {unknown} a @param {unknown} b @param {string} what */
    notSame: (a, b, what) => assert(!same(a, b).match, what ?? 'the same'),
    /** @param {unknown} a @param {unknown} b @param {string} what */
    strictSame: (a, b, what) => assert(strict(a, b).match, what ?? 'not strictly the same'),
    /** @param {unknown} a @param {unknown} b @param {string} what */
    match: (a, b, what) => assert(match(a, b).match, what ?? 'no match'),
    /** @param {unknown} a @param {unknown} b @param {string} what */
    notMatch: (a, b, what) => assert(!match(a, b).match, what ?? 'a match'),
    /** @param {unknown} a @param {unknown} b @param {string} what */
    matchOnly: (a, b, what) => assert(matchOnly(a, b).match, what ?? 'no match, or more than that'),
    /** @param {unknown} value @param {unknown} type */
    type: (value, type) =>
      assert(
        typeof type === 'function'
          ? value instanceof type
          : typeof value === type || (type === 'null' && value === null) || value?.constructor?.name === type,
        'another type',
      ),
    /** @param {() => unknown} act @param {unknown} wanted */
    throws(act, wanted) {
      try {
        act();
      } catch (error) {
        return assert(isWanted(error, wanted), 'throws something else');
      }
      return assert(false, 'does not throw');
    },
    /** @param {Promise<unknown> | (() => Promise<unknown>)} given @param {unknown} wanted */
    async rejects(given, wanted) {
      try {
        await (typeof given === 'function' ? given() : given);
      } catch (error) {
        return assert(isWanted(error, wanted), 'rejects with something else');
      }
      return assert(false, 'does not reject');
    },
    /** @param {unknown} value @param {string} what */
    matchSnapshot(value, what) {
      const text = typeof value === 'string' ? value : format(value);
      run.snapshots.push(text);
      return assert(run.wanted === undefined || run.wanted[run.snapshots.length - 1] === text, what ?? 'snapshot');
    },
    /** @param {() => unknown} act */
    teardown: (act) => teardowns.push(act),
    /** @param {() => unknown} act */
    before: (act) => act(),
    /** @param {unknown} content */
    testdir(content) {
      const at = mkdtempSync(join(tmpdir(), 'pullgate-mutation-'));
      put(at, content ?? {});
      teardowns.push(() => rmSync(at, { recursive: true, force: true }));
      return at;
    },
    /** @param {object} object @param {string} name @param {PropertyDescriptor} descriptor */
    intercept(object, name, descriptor) {
      const before = Object.getOwnPropertyDescriptor(object, name);
      Object.defineProperty(object, name, { configurable: true, writable: true, ...descriptor });
      teardowns.push(() => restore(object, name, before));
    },
    /** @param {Record<string, unknown>} object @param {string} name @param {(...args: unknown[]) => unknown} act */
    capture(object, name, act = () => undefined) {
      /** @type {unknown[]} */
      let calls = [];
      const before = Object.getOwnPropertyDescriptor(object, name);
      const value = /** @this {unknown} @param {unknown[]} args */ function (...args) {
        calls.push({ args });
        return act.apply(this, args);
      };
      Object.defineProperty(object, name, { configurable: true, writable: true, value });
      teardowns.push(() => restore(object, name, before));
      return () => {
        const taken = calls;
        calls = [];
        return taken;
      };
    },
  };
  return t;
}

/** What was inherited, such as `performance.now`, is so again. @param {object} object @param {string} name @param {PropertyDescriptor | undefined} before */
function restore(object, name, before) {
  if (before === undefined) Reflect.deleteProperty(object, name);
  else Object.defineProperty(object, name, before);
}

/** @param {string} path @param {unknown} content */
function put(path, content) {
  if (typeof content === 'string' || Buffer.isBuffer(content)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return;
  }
  mkdirSync(path, { recursive: true });
  for (const [name, inner] of Object.entries(content ?? {})) put(join(path, name), inner);
}
