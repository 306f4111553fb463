// Writes src/core/image/official-images.ts anew: `npm run official-images -- CLONE`, where CLONE is a full clone of
// https://github.com/docker-library/official-images (its history tells which images there were once).
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [clone, out = fileURLToPath(new URL('../src/core/image/official-images.ts', import.meta.url))] =
  process.argv.slice(2);
if (clone === undefined) {
  process.stderr.write('usage: npm run official-images -- CLONE [FILE]\n');
  process.exit(2);
}

const git = (...args) => execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8', maxBuffer: 2 ** 26 }).trim();
/** A file per image; `MAINTAINERS` lay beside them once. */
const namesIn = (paths) =>
  [...new Set(paths.split('\n').map((path) => path.replace(/^library\//, '')))]
    .filter((name) => /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/.test(name))
    .sort();

const [commit, date] = git('log', '-1', '--format=%H %cs').split(' ');
const current = namesIn(git('ls-tree', '--name-only', 'HEAD', 'library/'));
const ever = namesIn(git('log', '--no-renames', '--diff-filter=A', '--name-only', '--format=', '--', 'library/'));
const retired = ever.filter((name) => !current.includes(name));

/** Lines of at most 116 characters. */
function wrapped(names) {
  const lines = [''];
  for (const name of names) {
    const last = lines.at(-1);
    if (`  ${last} ${name}`.length > 116) lines.push(name);
    else lines[lines.length - 1] = last === '' ? name : `${last} ${name}`;
  }
  return lines.map((line) => `  ${line}\n`).join('');
}

writeFileSync(
  out,
  `/**
 * The Docker Official Images: what \`docker.io/library/\` holds, where nobody else can publish. They are the files in
 * \`library/\` of https://github.com/docker-library/official-images. Made by \`npm run official-images\`; do not edit.
 */

/** The commit that was read, and its day. */
export const OFFICIAL_IMAGES_COMMIT = '${commit}';
export const OFFICIAL_IMAGES_DATE = '${date}';

const CURRENT = \`
${wrapped(current)}\`;

/** Not built any more; what was published can still be pulled. */
const RETIRED = \`
${wrapped(retired)}\`;

/** Without \`library/\`. */
export const OFFICIAL_IMAGES: ReadonlySet<string> = new Set(\`\${CURRENT} \${RETIRED}\`.trim().split(/\\s+/));
`,
);
process.stdout.write(`${out}: ${current.length} images, ${retired.length} that were\n`);
