/**
 * The text of a snapshot file, which anybody may have edited, cut off or merged, to what it says; or to what is wrong with
 * it, and on which line. Nothing of a damaged file is used: half of a cluster would make wrong verdicts.
 */
import { isTokenLike } from '../core/secret/plain-key.js';
import { createLines } from '../manifests/lines.js';
import { locateInYaml } from '../manifests/locate.js';
import { parseYamlDocument, startOf } from '../manifests/yaml-document.js';
import { Damage, type Path } from './codec.js';
import { KIND, snapshotOf } from './document.js';
import { END } from './render.js';
import type { Snapshot } from './snapshot.js';

export type ReadSnapshot =
  | { readonly ok: true; readonly snapshot: Snapshot }
  /** A sentence without the dot at its end; `line` is 1-based, and absent where it is about the file as a whole. */
  | { readonly ok: false; readonly line?: number; readonly why: string };

export function readSnapshot(given: string): ReadSnapshot {
  const text = (given.startsWith('\ufeff') ? given.slice(1) : given).replaceAll('\r\n', '\n');
  if (text.trim() === '') return { ok: false, why: 'it is empty' };
  const lines = createLines(text);
  if (!text.trimEnd().endsWith(`\n${END}`) && IS_ONE.test(text)) {
    return { ok: false, line: lines.lineAt(text.trimEnd().length), why: CUT_OFF };
  }
  const document = parseYamlDocument(text);
  if (!document.ok) {
    return { ok: false, line: lines.lineAt(document.at), why: `it is not valid YAML: ${document.message}` };
  }
  const { value, duplicates, tree, rest } = document;
  const [twice] = duplicates;
  if (twice !== undefined) return { ok: false, line: lines.lineAt(twice.at), why: 'a name stands here a second time' };
  const [alias] = tree.targets.keys();
  if (alias !== undefined)
    return { ok: false, line: lines.lineAt(startOf(alias)), why: 'a snapshot holds no alias ("*name")' };
  if (rest !== undefined && text.slice(rest).trim() !== '') {
    return { ok: false, line: lines.lineAt(rest), why: 'a snapshot is one document, and something follows it here' };
  }
  try {
    return { ok: true, snapshot: snapshotOf(value) };
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    const { path, message } = error;
    const where = path.length === 0 ? '' : `${wordPath(path)}: `;
    return { ok: false, line: lines.lineAt(locateInYaml(tree, path)), why: `${where}${message}` };
  }
}

const IS_ONE = new RegExp(`^kind: ${KIND}$`, 'm');
const CUT_OFF = `it is cut off: its last line must be "${END}"`;

/** What names look like that a snapshot has; any other one is not shown, because it could hold a login. */
const NAME = /^[\w./-]{1,520}$/;

/** `secrets."shop/regcred".entries[0]` */
function wordPath(path: Path): string {
  return path.reduce<string>((words, step) => {
    if (typeof step === 'number') return `${words}[${step}]`;
    if (!NAME.test(step) || isTokenLike(step)) return `${words}(another name)`;
    const name = /^[\w-]+$/.test(step) ? step : `"${step}"`;
    return words === '' ? name : `${words}.${name}`;
  }, '');
}
