/**
 * `files`: the operator writes the certificate into a directory. It is compared by content at intervals, because a volume
 * of Kubernetes is a chain of symbolic links that is swapped, which file watches miss. Where a CA bundle is given it is
 * published to the configurations, which are repaired.
 *
 * Each replica sees a change of its volume at another time (the kubelet's lag is 30 to 100 s, design 9.4). So what
 * another one has published is taken out only when our own files have been the same for some minutes.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemReason } from '../process/errors.js';
import { bundleOf, type Ca, checkLeaf, isValidAt, readCertificates } from './inspect.js';
import { casOf, createKeeper, type Look, type Situation } from './keeper.js';
import type { BundleStore, CertificateSource, ServiceNames, SourceDeps } from './ports.js';
import { verifiedName } from './ports.js';
import { KEYS } from './secret-state.js';

export interface FilesOptions extends SourceDeps {
  readonly directory: string;
  /** PEM in place of the ca.crt of the directory; '' for that. */
  readonly caBundle: string;
  readonly configurations: readonly BundleStore[];
  /** Absent: nobody calls through a Service, and any name will do. */
  readonly names?: ServiceNames | undefined;
  readonly pollMs: number;
  /** How long the bundle must be unchanged before those of others are taken out. */
  readonly othersStayMs?: number;
}

const OTHERS_STAY_MS = 5 * 60_000;

export function createFilesSource(options: FilesOptions): CertificateSource {
  const { directory, names, clock } = options;
  let published = { bundle: '', since: clock.ticks() };

  async function look({ now }: Situation): Promise<Look> {
    const [cert, key, ca] = await Promise.all([KEYS.cert, KEYS.key, KEYS.ca].map((name) => read(directory, name)));
    const given = options.caBundle === '' ? (ca?.text ?? '') : options.caBundle;
    const cas = readCertificates(given);
    const noBundle = given.trim() !== '' && cas.length === 0 ? ['the CA bundle holds no certificate'] : [];
    const unread = [cert, key].flatMap((file) => (file?.why === undefined ? [] : [file.why]));
    const common = { cas, ...publishing(cas, now) };
    if (unread.length > 0) return { ...common, offered: undefined, problems: [...unread, ...noBundle] };
    const leaf = checkLeaf(
      { cert: cert?.text ?? '', key: key?.text ?? '' },
      names === undefined ? undefined : verifiedName(names),
      now,
    );
    if (!leaf.ok) return { ...common, offered: undefined, problems: [`${directory}: ${leaf.why}`, ...noBundle] };
    return { ...common, offered: leaf.value, problems: noBundle };
  }

  function publishing(cas: readonly Ca[], now: number): Pick<Look, 'publish'> {
    const bundle = bundleOf(cas);
    if (bundle === '') return {};
    if (bundle !== published.bundle) published = { bundle, since: clock.ticks() };
    const othersStay = clock.ticks() - published.since < (options.othersStayMs ?? OTHERS_STAY_MS);
    return {
      publish: (seen) => {
        const others = casOf(seen).filter((ca) => isValidAt(ca, now) && cas.every(({ id }) => id !== ca.id));
        return othersStay ? bundleOf([...cas, ...others]) : bundle;
      },
    };
  }

  return createKeeper({ ...options, jitterMs: 0, origin: { look, watch: async () => {}, settleMs: 0 } });
}

interface File {
  readonly text: string;
  readonly why?: string;
}

async function read(directory: string, name: string): Promise<File> {
  const path = join(directory, name);
  try {
    return { text: await readFile(path, 'utf8') };
  } catch (error) {
    return { text: '', why: `${path} cannot be read: ${systemReason(error)}` };
  }
}
