/** Which platforms fit a node, and what a pod says of its nodes. */
import t from 'tap';
import { type Placement, placementOf } from '../src/core/placement.js';
import { isPlatform, runsOn } from '../src/core/platforms.js';

t.test('what a node runs, as containerd chooses it', async (t) => {
  const rows: readonly (readonly [node: string, image: string, runs: boolean])[] = [
    ['linux/amd64', 'linux/amd64', true],
    ['linux/amd64', 'linux/AMD64', true],
    ['linux/amd64', 'linux/x86_64', true],
    ['linux/amd64', 'linux/x86-64', true],
    ['linux/amd64', 'linux/amd64/v3', true],
    ['linux/amd64', 'linux/386', true],
    ['linux/amd64', 'linux/i386', true],
    ['linux/386', 'linux/amd64', false],
    ['linux/amd64', 'linux/arm64', false],
    ['linux/amd64', 'windows/amd64', false],
    ['windows/amd64', 'windows/amd64', true],
    ['linux/arm64', 'linux/arm64/v8', true],
    ['linux/arm64', 'linux/aarch64', true],
    ['linux/arm64', 'linux/arm/v7', true],
    ['linux/arm64', 'linux/arm', true],
    ['linux/arm64', 'linux/amd64', false],
    ['linux/arm64', 'linux/386', false],
    ['linux/arm', 'linux/arm64', false],
    ['linux/arm', 'linux/arm/v6', true],
    ['linux/arm', 'linux/arm/v8', true],
    ['linux/arm64/v8', 'linux/arm64/v9', true],
    ['linux/arm/v6', 'linux/armv7', false],
    ['linux/arm/v7', 'linux/arm/v6', true],
    ['linux/arm/v7', 'linux/arm/7', true],
    ['linux/arm/v7', 'linux/arm', true],
    ['linux/arm/v7', 'linux/armhf', true],
    ['linux/arm/v6', 'linux/armel', true],
    ['linux/arm/v6', 'linux/armhf', false],
    ['linux/arm/v6', 'linux/arm', false],
    ['linux/arm/v6', 'linux/arm/v7', false],
    ['linux/s390x', 'linux/s390x', true],
    ['linux/s390x', 'linux/constructor', false],
  ];
  for (const [node, image, runs] of rows) t.equal(runsOn(node, image), runs, `${node} runs ${image}`);
  for (const each of ['unknown/unknown', 'linux/unknown', 'unknown/amd64', 'linux', '/', '', 'linux/'])
    t.notOk(isPlatform(each), each);
  t.ok(isPlatform('linux/arm/v7'));
});

const ARCH = 'kubernetes.io/arch';

function affinity(keys: readonly unknown[], more: object = {}): object {
  const nodeSelectorTerms = [{ matchExpressions: keys.map((key) => ({ key, operator: 'Exists' })) }];
  return {
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms }, ...more } },
  };
}

t.test('what a pod says of its nodes', async (t) => {
  const said = (over: Partial<Placement>): Placement => ({
    ...{ os: undefined, arch: undefined, isUnclear: false, isNarrowed: false },
    ...over,
  });
  const rows: readonly (readonly [spec: unknown, Placement | undefined])[] = [
    [undefined, undefined],
    [{}, undefined],
    [{ containers: [] }, undefined],
    [{ nodeSelector: {} }, said({})],
    [{ nodeSelector: { [ARCH]: 'arm64' } }, said({ arch: 'arm64' })],
    [{ nodeSelector: { 'beta.kubernetes.io/arch': 'arm64' } }, said({ arch: 'arm64' })],
    [{ nodeSelector: { [ARCH]: 'arm64', 'beta.kubernetes.io/arch': 'arm64' } }, said({ arch: 'arm64' })],
    [{ nodeSelector: { [ARCH]: 'arm64', 'beta.kubernetes.io/arch': 'amd64' } }, said({ isUnclear: true })],
    [{ nodeSelector: { [ARCH]: 5 } }, said({ isUnclear: true })],
    [{ nodeSelector: { 'kubernetes.io/os': 'windows' } }, said({ os: 'windows' })],
    [{ nodeSelector: { 'kubernetes.io/os': false } }, said({ isUnclear: true })],
    [{ nodeSelector: { 'beta.kubernetes.io/os': 'linux' }, os: { name: 'windows' } }, said({ os: 'linux' })],
    [{ os: { name: 'windows' } }, said({ os: 'windows' })],
    [{ nodeSelector: { pool: 'small' } }, said({ isNarrowed: true })],
    [{ nodeSelector: { [ARCH]: 'arm64', pool: 'small' } }, said({ arch: 'arm64', isNarrowed: true })],
    [{ nodeSelector: 'pool' }, said({})],
    [{ nodeName: 'a' }, said({ isNarrowed: true })],
    [affinity(['pool']), said({ isNarrowed: true })],
    [affinity(['pool', ARCH]), said({ isNarrowed: true, isUnclear: true })],
    [affinity([5]), said({ isNarrowed: true })],
    [affinity(Array.from({ length: 300 }, () => 'pool')), said({ isNarrowed: true, isUnclear: true })],
    [
      {
        affinity: {
          nodeAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [{ preference: { matchExpressions: [{ key: ARCH }] } }],
          },
        },
      },
      said({}),
    ],
    [
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: Array.from({ length: 300 }, () => 0) },
          },
        },
      },
      said({ isNarrowed: true, isUnclear: true }),
    ],
    [{ affinity: 5 }, undefined],
  ];
  for (const [spec, placement] of rows) t.strictSame(placementOf(spec), placement, JSON.stringify(spec)?.slice(0, 120));
});
