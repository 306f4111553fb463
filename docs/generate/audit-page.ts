/**
 * What the page of an audit carries, src/audit/html/assets.ts: the script (page/main.ts and what it imports) and the style
 * as one text each, with the hash that the page's policy names them by. So nothing is read at run time, and the package,
 * the image and the tests have the same bytes.
 */
import { createHash } from 'node:crypto';
import { buildSync } from 'esbuild';

export const AUDIT_PAGE = 'src/audit/html/assets.ts';

/** @param root of the repository */
export function renderAuditAssets(root: string): string {
  const script = built(root, 'page/main.ts');
  const style = built(root, 'page/style.css');
  return `/** Made of page/ by \`npm run gen\` (docs/generate/audit-page.ts). */

export const STYLE = ${JSON.stringify(style)};

export const STYLE_HASH = '${hashOf(style)}';

export const SCRIPT = ${JSON.stringify(script)};

export const SCRIPT_HASH = '${hashOf(script)}';
`;
}

function built(root: string, path: string): string {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: [path],
    bundle: true,
    minify: true,
    format: 'iife',
    // The first that know light-dark().
    target: ['chrome123', 'firefox120', 'safari17.5'],
    charset: 'ascii',
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  return (outputFiles[0]?.text ?? '').trim();
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
