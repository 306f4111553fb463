/**
 * docs/comparison.md: what others make of the same images and manifests. Our column is what the engine says as the page is
 * made; theirs is the condition that they publish, written down once more (SOURCES), so that it can be run on every row.
 */
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.js';
import { findWorkload } from '../../src/core/workloads.js';
import { asCreated } from '../../src/facts/as-created.js';
import { type Assessment, assess } from '../../src/facts/assess.js';
import { isLater } from '../../src/facts/awaitable.js';
import { readManifests } from '../../src/manifests/read.js';
import { createManifestState } from '../../src/manifests/state.js';
import { groupVersionKind, type ManifestObject } from '../../src/manifests/unfold.js';
import { FEATURES } from './comparison-features.js';
import { table } from './table.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');

/** What a kubelet makes of the text: an image that may be another one tomorrow, one that stays, or none. */
export type Meaning = 'moves' | 'stays' | 'no image';

export interface Row {
  readonly image: string;
  readonly means: Meaning;
  readonly why: string;
}

export const ROWS: readonly Row[] = [
  { image: 'nginx', means: 'moves', why: 'no tag means `latest`' },
  { image: 'nginx:latest', means: 'moves', why: '' },
  { image: 'nginx:1.27', means: 'stays', why: '' },
  { image: 'registry.example.com:5000/app', means: 'moves', why: 'the colon is that of a port: there is no tag' },
  { image: 'registry.example.com:5000/app:1.2', means: 'stays', why: '' },
  { image: `nginx@sha256:${'0'.repeat(64)}`, means: 'stays', why: 'a digest' },
  { image: `nginx:latest@sha256:${'0'.repeat(64)}`, means: 'stays', why: 'beside a digest a tag counts for nothing' },
  { image: `registry.example.com/app@sha256:${'0'.repeat(64)}`, means: 'stays', why: 'a digest' },
  { image: 'nginx:LATEST', means: 'stays', why: 'tags are compared as they are: this is another one' },
  { image: 'nginx:latest-alpine', means: 'stays', why: 'another tag' },
  { image: 'acme/app', means: 'moves', why: 'no tag' },
  { image: 'Acme/App:1.0', means: 'no image', why: 'capitals: InvalidImageName' },
  { image: 'nginx:', means: 'no image', why: 'an empty tag' },
  { image: 'https://registry.example.com/app:1.0', means: 'no image', why: 'a scheme' },
  { image: 'registry.example.com/app:${TAG}', means: 'no image', why: 'a variable that nobody has filled in' },
  { image: ' nginx:1.27', means: 'no image', why: 'a blank in front' },
];

export interface Peer {
  readonly name: string;
  /** Repository and file. */
  readonly source: string;
  readonly refuses: (image: string) => boolean;
}

export const PEERS: readonly Peer[] = [
  {
    name: 'Kyverno',
    source: 'kyverno/policies `best-practices/disallow-latest-tag/disallow-latest-tag.yaml`: `*:*` and `!*:latest`',
    refuses: (image) => !image.includes(':') || image.endsWith(':latest'),
  },
  {
    name: 'Gatekeeper',
    source: 'open-policy-agent/gatekeeper-library `library/general/disallowedtags/template.yaml`, with `latest`',
    refuses: (image) => image.endsWith(':latest') || !image.includes(':'),
  },
  {
    name: 'kube-linter',
    source:
      'stackrox/kube-linter `pkg/builtinchecks/yamls/latest-tag.yaml`, matched by `pkg/templates/latesttag/template.go`',
    refuses: (image) => [/.*:(latest)$/, /!^.*:.*$/, /(.*\/[^:]+)$/].some((pattern) => pattern.test(image)),
  },
  {
    name: 'Polaris',
    source: 'FairwindsOps/polaris `pkg/config/checks/tagNotSpecified.yaml`',
    refuses: (image) => !/^.+:.+$/.test(image) || /^.+:latest$/.test(image),
  },
  {
    name: 'kube-score',
    source: 'zegl/kube-score `score/container/container.go` (containerTag)',
    refuses: (image) => {
      const parts = image.split(':');
      const tag = parts.length > 1 ? parts.at(-1) : '';
      return tag === '' || tag === 'latest';
    },
  },
  {
    name: 'Checkov',
    source:
      'bridgecrewio/checkov `checkov/kubernetes/checks/resource/k8s/ImageTagFixed.py`, `DOCKER_IMAGE_REGEX` of `checkov/common/models/consts.py`',
    refuses: (image) => {
      if (image.includes('@')) return false;
      const tag = /(?:[^\s/]+\/)?([^\s:]+):?([^\s]*)/.exec(image)?.[2] ?? '';
      return tag === 'latest' || tag === '';
    },
  },
];

/** Ours, of a Pod with this image whose registry needs no secret. */
export function weRefuse(image: string): boolean {
  const settings = { ...DEFAULT_SETTINGS, registries: { ...DEFAULT_SETTINGS.registries, unlisted: 'public' as const } };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'c', image }] } };
  const [object] = objectsIn(JSON.stringify(pod));
  return !judged(object, [], settings).allowed;
}

/** Of a feature: the cluster, and last what is judged in it. */
export function judgedOf(yaml: string): Assessment {
  const objects = objectsIn(yaml);
  return judged(objects.at(-1), objects.slice(0, -1), DEFAULT_SETTINGS);
}

const objectsIn = (text: string): readonly ManifestObject[] => readManifests(text, 'case.yaml').objects;

function judged(
  object: ManifestObject | undefined,
  cluster: readonly ManifestObject[],
  settings: Settings,
): Assessment {
  const kind = object === undefined ? undefined : groupVersionKind(object);
  const workload = kind === undefined ? undefined : findWorkload(kind, []);
  if (object === undefined || kind === undefined || workload === undefined) throw new Error('nothing to judge');
  const { resource } = workload;
  const asked = {
    kind,
    resource,
    namespace: 'shop',
    name: object.name,
    object: object.object,
    source: 'review',
  } as const;
  const state = createManifestState(cluster, { offline: false, namespace: 'shop' });
  const assessment = assess(asCreated(asked), { settings, state, now: NOW });
  if (isLater(assessment)) throw new Error('all is at hand');
  return assessment;
}

/** Would it be right to refuse it? */
export const shouldRefuse = ({ means }: Row): boolean => means !== 'stays';

export function renderComparison(): string {
  const head = ['Image', 'For a kubelet', 'Pullgate', ...PEERS.map(({ name }) => name)];
  const cell = (row: Row, refuses: boolean): string => {
    const word = refuses ? 'refused' : 'passes';
    return refuses === shouldRefuse(row) ? word : `**${word}**`;
  };
  const rows = ROWS.map((row) => [
    `\`${row.image.replace(/0{64}/, '...')}\``,
    row.why === '' ? row.means : `${row.means}: ${row.why}`,
    cell(row, weRefuse(row.image)),
    ...PEERS.map(({ refuses }) => cell(row, refuses(row.image))),
  ]);
  const wrong = [weRefuse, ...PEERS.map(({ refuses }) => refuses)].map(
    (refuses) => ROWS.filter((row) => refuses(row.image) !== shouldRefuse(row)).length,
  );
  return `# Comparison

<!-- Made from docs/generate/comparison.ts by \`npm run gen\`; do not edit. \`test/comparison.test.ts\` runs every row. -->

Pullgate does one thing: it says whether the kubelet could pull. Policy engines do many things, and of this one the part
that a pattern can do; use both. The tables show where the difference lies. Our column is what the engine says. That of the
others is their published condition, run on the same text; it was read in the files named below, in November 2026, and may have
changed since.

## Tags and references

**Bold** is what differs from the kubelet: an image that moves and passes, one that stays and is refused, a text that is no
image and passes.

${table([head, ...rows, ['wrong', '', ...wrong.map(String)]])}

Kyverno and Gatekeeper look at Pods as they are created (and Kyverno, by generated rules, at their templates), the others at
files. Gatekeeper's template does not look at ephemeral containers. Pullgate looks at containers, init containers, ephemeral
containers and image volumes, in Pods, templates and kinds by configuration.

Sources:

${PEERS.map(({ name, source }) => `- ${name}: ${source}`).join('\n')}

## Pull secrets

Each row is a case that the tests run; the codes are what Pullgate answers. The others are two that are made for the task:
one copies a secret into namespaces and ServiceAccounts, one adds a secret to Pods.

${table([
  ['Case', 'Pullgate', 'Others'],
  ...FEATURES.map(({ what, codes, others }) => [
    what,
    codes.length === 0 ? 'admitted' : codes.map((code) => `[${code}](rules/${code}.md)`).join(', '),
    others,
  ]),
])}

Sources:

- imagepullsecret-patcher: titansoft-pte-ltd/imagepullsecret-patcher \`service_account.go\`, \`secret.go\`: one secret is copied into
  every namespace and added to the list of its ServiceAccounts.
- image-pull-secret-injector: sapcc/image-pull-secret-injector \`pod_mutator.go\`: a Pod with an image of docker.io and an empty list gets
  one secret.
- The kubelet: [semantics.md](semantics.md), rule by rule.
`;
}
