/** `why --probe` and `audit --probe`: what a registry says by now beside what nodes were told, and one question for many Pods. */
import t, { type Test } from 'tap';
import type { AuditReport } from '../src/audit/report.js';
import type { WhyReport } from '../src/cli/why/report.js';
import { auditFaults, whyFaults } from './support/check-formats.js';
import type { ApiObject } from './support/fake-api-server.js';
import { loginSecret, PLANTED, type Probed, startProbed } from './support/probed-cli.js';
import { HERE, refusalWith, type Script } from './support/scripted-registry.js';

const REFUSED = (image: string): string =>
  `failed to resolve reference "${image}": pull access denied, repository does not exist or may require authorization: authorization failed`;
const NOT_FOUND = (image: string): string =>
  `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;

function hanging(name: string, image: string, words: string, ...secrets: readonly string[]): ApiObject {
  const message = `Back-off pulling image "${image}": ErrImagePull: ${words}`;
  return {
    kind: 'Pod',
    metadata: { name, namespace: 'shop' },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'web', image }],
      imagePullSecrets: secrets.map((each) => ({ name: each })),
    },
    status: {
      phase: 'Pending',
      containerStatuses: [
        { name: 'web', image, imageID: '', ready: false, state: { waiting: { reason: 'ImagePullBackOff', message } } },
      ],
    },
  };
}

interface Case {
  readonly path: string;
  readonly words: (image: string) => string;
  readonly secrets?: readonly ApiObject[];
  readonly script?: Script;
  readonly said: string;
}

async function whyOf(t: Test, { path, words, secrets = [], script }: Case) {
  const probed = await startProbed(t, script);
  const { host, api, probe, cli, asKubectl, told } = probed;
  const image = `${host}/${path}`;
  const made = secrets.map(({ metadata: { name } }) => loginSecret(host, name, name === 'wrong' ? 'wrong' : undefined));
  api.putAll([...made, hanging('web', image, words(image), ...secrets.map(({ metadata }) => metadata.name))]);
  const asked = ['why', 'pod/web', ...asKubectl];
  const json = await probe([...asked, '-o', 'json']);
  t.strictSame(whyFaults(json.stdout), []);
  const text = told((await probe(asked)).stdout).replace(/^.*Cluster: .*$/m, 'Cluster: ...');
  const plain = await cli([...asked, '--registries-private', host]);
  for (const planted of PLANTED) t.notOk(`${json.stdout}${text}`.includes(planted), planted);
  return { cause: (JSON.parse(json.stdout) as WhyReport).causes[0], text, plain: told(plain.stdout) };
}

const secret = (name: string): ApiObject => loginSecret('', name);

const FORBIDDEN: Script = ({ authorization }) =>
  authorization === ''
    ? { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } }
    : refusalWith(403, 'DENIED', 'Your authorization token has expired. Reauthenticate and try again.');

const CASES: Readonly<Record<string, Case>> = {
  'nothing is there that the login may not see': {
    path: 'team/app:absent',
    words: REFUSED,
    secrets: [secret('regcred')],
    said: 'not-found yes image-not-found',
  },
  'the login has run out, and the node passes on less': {
    path: 'team/app:1.0',
    words: REFUSED,
    secrets: [secret('regcred')],
    script: FORBIDDEN,
    said: 'refused yes credential-expired',
  },
  'the registry does not tell either': {
    path: 'team/app:1.0',
    words: REFUSED,
    secrets: [secret('wrong')],
    said: 'refused yes refused-or-absent',
  },
  'a right login that may not read it, if it is there at all': {
    path: 'team/app:1.0',
    words: REFUSED,
    secrets: [secret('regcred')],
    script: ({ path, host }) =>
      path === '/token'
        ? { status: 200, body: { token: 'for-nothing' } }
        : { status: 401, headers: { 'www-authenticate': `Bearer realm="https://${host}/token"` } },
    said: 'refused yes refused-or-absent',
  },
  'no login, as the node said': { path: 'team/app:1.0', words: REFUSED, said: 'refused yes refused-or-absent' },
  'it can be pulled by now': {
    path: 'team/app:1.0',
    words: NOT_FOUND,
    secrets: [secret('regcred')],
    said: 'pullable no image-not-found',
  },
  'a bad login for what everybody may pull': {
    path: 'open/app:1.0',
    words: REFUSED,
    secrets: [secret('wrong')],
    script: ({ authorization, path, host, body }) => {
      if (path === '/token')
        return authorization === '' && body === ''
          ? { status: 200, body: { token: 'for-all' } }
          : refusalWith(401, 'UNAUTHORIZED');
      if (authorization === 'Bearer for-all') return HERE;
      return { status: 401, headers: { 'www-authenticate': `Bearer realm="https://${host}/token"` } };
    },
    said: 'refused yes registry-refused',
  },
};

for (const [name, row] of Object.entries(CASES)) {
  t.test(`why: ${name}`, async (t) => {
    const { cause, text, plain } = await whyOf(t, row);
    t.equal([cause?.probed?.result, cause?.probed?.agrees, cause?.cause].join(' '), row.said);
    t.notMatch(plain, /Asked from here/);
    t.matchSnapshot(text);
  });
}

t.test('why: what is not asked says why, and changes nothing', async (t) => {
  const { api, cli, asKubectl, host } = await startProbed(t);
  api.put(hanging('web', `${host}/team/app:1.0`, REFUSED(`${host}/team/app:1.0`)));
  const asked = ['why', 'pod/web', ...asKubectl];
  const { stdout, stderr } = await cli([...asked, '--probe']);
  t.match(stdout, /^ {2}The registry was not asked: the registry is not one of probe\.registries\.$/m);
  t.match(stderr, /^note: registries were asked about 0 of 1 image; /);
  const without = await cli(asked);
  t.equal(stdout.replace(/^ {2}The registry was not asked.*\n/m, ''), without.stdout);
});

function running(name: string, image: string, ...secrets: readonly string[]): ApiObject {
  return {
    kind: 'Pod',
    metadata: { name, namespace: name.split('-')[0] ?? '' },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'web', image }],
      imagePullSecrets: secrets.map((each) => ({ name: each })),
    },
    status: { phase: 'Running' },
  };
}

async function auditOf({ probe, asKubectl }: Probed) {
  const { stdout, stderr } = await probe(['audit', ...asKubectl, '-o', 'json']);
  return { report: JSON.parse(stdout) as AuditReport, stdout, stderr };
}

t.test('audit: one question for each image and each login, over all namespaces', async (t) => {
  const probed = await startProbed(t);
  const { api, host, requests } = probed;
  for (const namespace of ['a', 'b', 'c']) {
    api.put({ kind: 'Namespace', metadata: { name: namespace } });
    // The same login under another name, and a wrong one in the last namespace.
    api.put(loginSecret(host, `login-${namespace}`, namespace === 'c' ? 'wrong' : undefined, namespace));
    for (let at = 0; at < 40; at += 1) {
      api.put(running(`${namespace}-${at}`, `${host}/team/app:${at % 2 === 0 ? '1.0' : '1.1'}`, `login-${namespace}`));
    }
  }
  api.put({
    kind: 'Node',
    metadata: { name: 'n' },
    status: { nodeInfo: { operatingSystem: 'linux', architecture: 'arm64' } },
  });
  const { report, stdout, stderr } = await auditOf(probed);
  t.strictSame(auditFaults(stdout), []);
  t.match(stderr, /^warning: Policy: assumed.*\n$/);
  const heads = requests().filter((each) => each.startsWith('HEAD'));
  t.equal(heads.filter((each) => each.endsWith('with the login')).length, 2, 'once for each image');
  t.equal(heads.filter((each) => each.endsWith('with another')).length, 2);
  t.strictSame(report.probe, { images: 2, asked: 2, notAsked: [] });
  const found = report.owners.flatMap(({ object, findings }) =>
    findings.filter(({ code }) => code === 'PG501').map(({ because }) => `${object.namespace} ${because}`),
  );
  t.equal(found.length, 40);
  t.ok(
    found.every((each) => each.startsWith('c secret "login-c"')),
    'under the names of its own namespace',
  );
});

t.test('audit: where nodes may not be read, platforms are not looked at, and a line says so', async (t) => {
  const probed = await startProbed(t);
  const { api, host } = probed;
  api.put(running('shop-web', `${host}/open/app:1.0`));
  api.script = ({ resource }) =>
    resource === 'nodes' ? { status: 403, body: JSON.stringify({ kind: 'Status', reason: 'Forbidden' }) } : undefined;
  const { stderr } = await auditOf(probed);
  t.match(
    stderr,
    /^note: whether images fit the platforms of the nodes is not looked at: you have no right .*; --probe-platforms names them$/m,
  );
});
