/** The page of recipes and the files beside it, and a repository to run them in. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A file of docs/ci. */
export const readRecipe = (path: string): string => readFileSync(join(ROOT, 'docs/ci', path), 'utf8');

const PAGE = readRecipe('README.md');

/** What stands in fences of a language on the page. */
export const blocks = (language: string): readonly string[] =>
  [...PAGE.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, text = '']) => text);

/** The file that the page says to copy: where to. */
export function placeOf(file: string): string {
  const [, place] = new RegExp(`\\[${file}\\]\\(${file}\\) (?:to|as) \`([^\`]+)\``).exec(PAGE) ?? [];
  if (place === undefined) throw new Error(`the page does not say where ${file} is to be copied to`);
  return place;
}

const pod = (image: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: "${image}"}]}\n`;
export const GOOD = pod('registry.k8s.io/pause:3.10');
export const BAD = pod('registry.k8s.io/pause:latest');

/** A repository as the page has it, with these manifests; a folder of its own below `parent`. */
export function repository(parent: string, text: string): string {
  const cwd = mkdtempSync(join(parent, 'repository-'));
  write(cwd, 'deploy/below/web.yaml', text);
  write(cwd, 'charts/rendered/all.yaml', GOOD);
  write(cwd, 'rendered.yaml', text);
  mkdirSync(join(cwd, 'tools'));
  return cwd;
}

export function write(cwd: string, path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}
