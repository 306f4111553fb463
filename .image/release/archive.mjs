/** Archives that are the same bytes wherever they are made: sorted, of one time, owned by nobody in particular. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { create } from 'tar';

/** Files below a directory as paths relative to it, in the order of their bytes. */
export function filesBelow(directory) {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

/**
 * @param file what is written
 * @param from the directory that holds `paths`
 * @param prefix a directory that all of them get in front; '' for none
 * @param gzip with or without
 */
export async function archive({ file, from, paths, prefix, seconds, gzip }) {
  await create(
    {
      file,
      cwd: from,
      prefix,
      // No user, no group, no times but the one that is given.
      portable: true,
      mtime: new Date(seconds * 1000),
      noDirRecurse: true,
      strict: true,
      ...(gzip ? { gzip: { level: 9 } } : {}),
      // What a checkout's umask makes of files is no part of them.
      onWriteEntry: ({ stat }) => {
        stat.mode = (stat.mode & ~0o7777) | ((stat.mode & 0o100) === 0 ? 0o644 : 0o755);
      },
    },
    paths,
  );
}
