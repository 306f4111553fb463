/** What `check` says the API server does with an object is what a real one did (test/e2e/shapes.e2e.ts). */
import t from 'tap';
import { stringify } from 'yaml';
import { own } from '../src/core/fields.js';
import { parseFieldPath } from '../src/manifests/field-path.js';
import { loadManifests } from '../src/manifests/load.js';
import { readManifests } from '../src/manifests/read.js';
import { createManifestState } from '../src/manifests/state.js';
import { type Answered, readAnswers, STRUCTURES } from './support/structures.js';

function said(text: string) {
  const { objects, diagnostics } = loadManifests({ paths: ['-'], recursive: false, stdin: text });
  const state = createManifestState(objects, { offline: true });
  return [...diagnostics, ...state.diagnostics];
}

/** The line of a field, where each field has one of its own. */
function lineOf(text: string, path: string): number {
  const [object] = readManifests(text, 'f').objects;
  if (object === undefined) throw new Error(text);
  return object.lineOf(path);
}

t.test('every structure has an answer', async (t) => {
  t.strictSame(
    readAnswers().map(({ text }) => text),
    STRUCTURES,
    'npm run test:e2e -- test/e2e/shapes.e2e.ts with TAP_SNAPSHOT=1 asks a real API server',
  );
});

/** What has nothing to do with images and secrets is left to the API server. */
const NOT_OURS = /containers: Required|Unsupported value/;

/** It warns of entries without a name in pods and templates only. */
const OF_ACCOUNTS = 'The API server takes this ServiceAccount';

for (const answered of readAnswers()) {
  t.test(answered.text.replaceAll('\n', ' '), async (t) => {
    const { create, strict, serverSideApply, nameless } = answered;
    const text = inLines(answered);
    const unknown = answered.unknown.filter((path) => !isEmpty(text, path));
    const diagnostics = said(text);
    const refused = diagnostics.filter(({ about }) => about === 'refused');
    const dropped = diagnostics.filter(({ about, message }) => about === 'dropped' && !message.startsWith(OF_ACCOUNTS));
    t.equal(refused.length > 0, create.status >= 400 && !NOT_OURS.test(create.message), create.message);
    if (create.status >= 400) return;
    // Each field that is dropped, and each entry that counts for nothing, on its line.
    const expected = [...unknown, ...nameless.filter((path) => !unknown.some((each) => each.startsWith(path)))];
    const lines = expected.map((path) => lineOf(text, path)).sort((a, b) => a - b);
    t.strictSame(
      dropped.map(({ line }) => line).sort((a, b) => a - b),
      lines,
      expected.join(),
    );
    t.equal(
      dropped.filter(({ message }) => message.includes('(kubectl refuses it)')).length,
      unknown.length,
      strict.message,
    );
    t.equal(strict.status >= 400, answered.unknown.length > 0);
    if (unknown.length > 0) t.ok(serverSideApply.status >= 400, 'server-side apply refuses it as well');
  });
}

/** With what is empty nobody loses anything. */
function isEmpty(text: string, path: string): boolean {
  const [object] = readManifests(text, 'f').objects;
  const value = parseFieldPath(path).reduce<unknown>((at, step) => own(at, String(step)), object?.object);
  return ['null', '[]', '{}', '" "', 'false'].includes(JSON.stringify(value));
}

/** Block style, so that each field has a line. */
function inLines({ text }: Answered): string {
  const [object] = readManifests(text.replace('NAME', 'structure'), 'f').objects;
  if (object === undefined) throw new Error(text);
  return stringify(object.object);
}
