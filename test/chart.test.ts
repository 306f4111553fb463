import { readdirSync, readFileSync, statSync } from 'node:fs';
import t from 'tap';
import { run } from '../src/cli/index.js';
import { customMistakesOf } from './chart/custom-kinds.js';
import { mistakesOf } from './chart/kubernetes.js';
import {
  CHART,
  configOf,
  type Fields,
  isFields,
  isOfAudit,
  type Labels,
  ofKind,
  one,
  podsOf,
  type RenderedPod,
  ROOT,
  SETS,
  setOf,
  webhooksOf,
} from './chart/rendered.js';

/** Where the release is. */
const HOME = 'pullgate';

t.test('every rendered object is one that the API server takes: types, required fields, no unknown ones', async (t) => {
  const seen = new Set<string>();
  for (const [name, set] of SETS) {
    for (const object of set) {
      seen.add(object.kind);
      t.strictSame(customMistakesOf(object) ?? (await mistakesOf(object)), [], `${name}: ${object.kind}`);
    }
  }
  const all = readdirSync(`${CHART}templates`, { recursive: true, encoding: 'utf8' });
  const kinds = all
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => [...readFileSync(`${CHART}templates/${name}`, 'utf8').matchAll(/^kind: (\w+)$/gm)])
    .map(([, kind = '']) => kind);
  t.strictSame([...seen].sort(), [...new Set(kinds)].sort(), 'every kind of the templates is in some set');
});

t.test('what checks the objects sees a wrong type, a missing field and an unknown one', async (t) => {
  const object = one(setOf('default'), 'Deployment');
  const { selector: _, ...rest } = object.spec ?? {};
  const broken = async (spec: Fields) => (await mistakesOf({ ...object, spec } as typeof object)).join('\n');
  t.match(await broken({ ...object.spec, replicas: '2' }), /replicas/);
  t.match(await broken(rest), /selector/);
  t.match(await broken({ ...object.spec, replica: 2 }), 'Deployment pullgate: there is no field spec.replica');
  const [monitor] = ofKind(setOf('cert-manager'), 'ServiceMonitor');
  t.match(monitor && customMistakesOf({ ...monitor, spec: { endpoint: [] } }), [/additional properties/]);
});

t.test('no template writes a bundle of certificates, asks the cluster, or rolls a die', async (t) => {
  const names = readdirSync(`${CHART}templates`, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w/.test(name),
  );
  t.ok(names.length > 20);
  for (const name of names) {
    const text = readFileSync(`${CHART}templates/${name}`, 'utf8');
    t.notMatch(text, /caBundle/i, name);
    const actions = [...text.matchAll(/\{\{(?!-?\s*\/\*).*?\}\}/gs)].join('\n');
    t.notMatch(
      actions,
      /\b(lookup|gen[A-Z]\w*|rand[A-Z]\w*|uuidv4|now|date\w*|bcrypt|htpasswd|derivePassword|getHostByName|env)\b/,
      name,
    );
    t.notMatch(actions, /\bRelease\.(Revision|IsInstall|IsUpgrade)\b/, `${name} is the same for install and upgrade`);
  }
  for (const [name, set] of SETS) {
    for (const webhook of webhooksOf(set)) {
      const service = { service: { name: one(set, 'Deployment').metadata.name, namespace: HOME, port: 443 } };
      t.match(webhook.clientConfig, service, `${name}: ${webhook.name}`);
      t.strictSame(Object.keys(webhook.clientConfig), ['service'], `${name}: ${webhook.name}`);
    }
    t.strictSame(
      ofKind(set, 'Secret').flatMap(({ data }) => Object.keys(data ?? {})),
      [],
      `${name}: the Secret has no data`,
    );
  }
});

/** Pod Security Standards, profile restricted, with a read-only root and requests on top. */
function restrictedMistakes({ spec }: RenderedPod): readonly string[] {
  const pod = spec.securityContext ?? {};
  return spec.containers.flatMap((container) => {
    const own = container.securityContext ?? {};
    const seccomp = own['seccompProfile'] ?? pod['seccompProfile'];
    const drop = isFields(own['capabilities']) ? own['capabilities']['drop'] : undefined;
    return [
      ...((own['runAsNonRoot'] ?? pod['runAsNonRoot']) === true ? [] : ['runAsNonRoot']),
      ...(own['allowPrivilegeEscalation'] === false ? [] : ['allowPrivilegeEscalation']),
      ...(own['readOnlyRootFilesystem'] === true ? [] : ['readOnlyRootFilesystem']),
      ...(Array.isArray(drop) && drop.includes('ALL') ? [] : ['capabilities']),
      ...(isFields(seccomp) && seccomp['type'] === 'RuntimeDefault' ? [] : ['seccompProfile']),
      ...('runAsUser' in own || 'runAsUser' in pod ? ['a fixed user'] : []),
      ...(container.resources?.requests?.['memory'] === undefined ? ['no request'] : []),
      ...(container.resources?.limits?.['cpu'] === undefined ? [] : ['a CPU limit']),
    ];
  });
}

t.test('every pod is restricted, of a fixed version, and gets no variables of Services', async (t) => {
  for (const [name, set] of SETS) {
    const pods = podsOf(set);
    t.ok(pods.length > 0);
    for (const pod of pods) {
      t.strictSame(restrictedMistakes(pod), [], `${name}: ${pod.place}`);
      t.equal(pod.spec.enableServiceLinks, false, 'PULLGATE_PORT would be taken for a setting');
      for (const { image } of pod.spec.containers) {
        t.match(image, /(:\d+\.\d+\.\d+|@sha256:[0-9a-f]{64})$/, `${name}: ${image}`);
      }
      if (name !== 'host-network') t.notOk(pod.spec.hostNetwork, `${name}: ${pod.place}`);
    }
  }
  const { spec } = one(setOf('host-network'), 'Deployment').spec?.template ?? {};
  t.match(spec, { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
});

t.test('the heap is three quarters of the memory limit, unless the operator says so himself', async (t) => {
  const optionsOf = (name: string) =>
    podsOf(setOf(name))[0]?.spec.containers[0]?.env?.filter((each) => each.name === 'NODE_OPTIONS');
  t.match(optionsOf('default'), [{ value: '--max-semi-space-size=4 --max-old-space-size=192' }]);
  t.match(optionsOf('minimal'), [{ value: /^--max-semi-space-size=4$/ }], 'no limit');
  t.strictSame(optionsOf('files'), [{ name: 'NODE_OPTIONS', value: '--max-old-space-size=150' }], 'once');
});

t.test(
  'the authority of the callers is where the configuration says, and the test of the release expects a refusal',
  async (t) => {
    const set = setOf('client-ca');
    const { server } = await configOf(set, t.testdir());
    t.strictSame(server.tls.clientNames, ['front-proxy-client']);
    const data = one(set, 'ConfigMap').data ?? {};
    const [directory, file = ''] = ['/etc/pullgate', 'client-ca.crt'];
    t.equal(server.tls.clientCaFile, `${directory}/${file}`);
    t.match(data[file], /^-----BEGIN CERTIFICATE-----\n[^-]+\n-----END CERTIFICATE-----\n?$/);
    const deployed = podsOf(set).flatMap(({ spec }) => spec.containers);
    t.match(deployed[0], { volumeMounts: [{ name: 'config', mountPath: directory }] });
    const probes = (name: string) =>
      podsOf(setOf(name)).flatMap(({ spec }) => spec.containers.filter((each) => each.name === 'probe'));
    t.ok(probes('client-ca')[0]?.args?.includes('--expect-refusal'));
    t.notOk(probes('default')[0]?.args?.includes('--expect-refusal'));
  },
);

t.test('the configuration is one that the server takes, and agrees with the objects around it', async (t) => {
  for (const [name, set] of SETS) {
    const config = await configOf(set, t.testdir());
    const { server, settings } = config;
    const deployment = one(set, 'Deployment');
    const fullname = deployment.metadata.name;
    const [container] = deployment.spec?.template?.spec.containers ?? [];
    t.strictSame(
      container?.args?.slice(0, 5),
      ['serve', '--config', '/etc/pullgate/pullgate.yaml', '--fallback-config', '/etc/pullgate/fallback.yaml'],
      name,
    );
    const fallback = await configOf(set, t.testdir(), 'fallback.yaml');
    t.strictSame(fallback.server, server, `${name}: with the fallback it is reached as it would be`);
    t.strictSame(fallback.settings.injection, settings.injection, `${name}: and pods get their secrets`);
    t.equal(fallback.settings.mode, 'warn', name);
    t.match(container?.ports, [
      { name: 'webhook', containerPort: server.port },
      { name: 'health', containerPort: server.healthPort },
    ]);
    t.match(server, { host: '::', healthHost: '::', tls: { service: fullname, namespace: HOME } }, name);
    t.equal(one(set, 'Service', fullname).spec?.ports?.[0]?.targetPort, 'webhook', name);
    const configurationOf = (kind: string) => ofKind(set, kind)[0]?.metadata.name ?? '';
    t.equal(server.tls.validating, configurationOf('ValidatingWebhookConfiguration'), name);
    t.equal(server.tls.mutating, configurationOf('MutatingWebhookConfiguration'), name);
    t.equal(
      server.tls.mutating !== '',
      settings.injection.mode !== 'off',
      `${name}: a webhook where there is injection`,
    );
  }
});

t.test('a changed setting of the server makes new pods, one of the verdict does not', async (t) => {
  const sums = new Map<string, string>();
  for (const [name, set] of SETS) {
    const { server, settings } = await configOf(set, t.testdir());
    // What is watched is settled at start.
    const started = JSON.stringify([server, settings.secrets.usage]);
    const sum = podsOf(set)[0]?.metadata.annotations?.['checksum/server'] ?? '';
    t.equal(sums.get(started) ?? sum, sum, `${name}: the same settings, the same checksum`);
    sums.set(started, sum);
  }
  t.equal(new Set(sums.values()).size, sums.size, 'other settings, another checksum');
  const of = (name: string) => podsOf(setOf(name))[0]?.metadata.annotations?.['checksum/server'];
  t.equal(of('default'), of('fail-ha'), 'other rules, exemptions and messages');
});

function matches(selector: Labels, labels: Labels | undefined): boolean {
  return Object.entries(selector).every(([key, value]) => labels?.[key] === value);
}

t.test('selectors find the pods of the Deployment, and not those of helm test and of the audit', async (t) => {
  for (const [name, all] of SETS) {
    const set = all.filter((object) => !isOfAudit(object));
    const template = one(set, 'Deployment').spec?.template;
    const selectors = set.flatMap(({ kind, spec }): readonly Labels[] => {
      const selector = spec?.selector;
      if (kind === 'Service') return [selector as Labels];
      if (kind === 'ServiceMonitor') return [];
      return [selector?.matchLabels ?? [], spec?.podSelector?.matchLabels ?? []].flat();
    });
    const spread =
      template?.spec.topologySpreadConstraints?.map(({ labelSelector }) => labelSelector.matchLabels) ?? [];
    for (const selector of [...selectors, ...spread]) {
      t.ok(Object.keys(selector).length >= 3, `${name}: ${JSON.stringify(selector)}`);
      t.ok(matches(selector, template?.metadata.labels), `${name}: ${JSON.stringify(selector)}`);
      for (const { place, metadata } of podsOf(all).filter((pod) => !pod.place.startsWith('Deployment'))) {
        t.notOk(matches(selector, metadata.labels), `${name}: ${place}`);
      }
    }
  }
  const set = setOf('cert-manager');
  const monitored = one(set, 'ServiceMonitor').spec?.selector?.matchLabels ?? {};
  const services = ofKind(set, 'Service').filter(({ metadata }) => matches(monitored, metadata.labels));
  t.strictSame(
    services.map(({ metadata }) => metadata.name),
    ['image-gate-metrics'],
  );
});

t.test('a budget for evictions only where there is more than one replica', async (t) => {
  t.equal(ofKind(setOf('minimal'), 'PodDisruptionBudget').length, 0, 'it would block every drain');
  t.match(one(setOf('default'), 'PodDisruptionBudget').spec, {
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  });
  t.match(one(setOf('fail-ha'), 'PodDisruptionBudget').spec, { minAvailable: 2 });
  t.equal(one(setOf('cert-manager'), 'Deployment').spec?.replicas, undefined, 'the autoscaler decides');
});

t.test(
  'no object is left without the labels that tell whose it is, and none is in another namespace by accident',
  async (t) => {
    const cluster = /^(Cluster|Validating|Mutating)/;
    for (const [name, set] of SETS) {
      for (const { kind, metadata } of set.filter((each) => !/-(extra|text)$/.test(each.metadata.name))) {
        t.match(
          metadata.labels,
          {
            'app.kubernetes.io/name': 'pullgate',
            'app.kubernetes.io/instance': 'pullgate',
            'app.kubernetes.io/managed-by': 'Helm',
          },
          `${name}: ${kind}`,
        );
        if (cluster.test(kind)) t.equal(metadata.namespace, undefined, `${name}: ${kind}`);
        else t.ok(metadata.namespace, `${name}: ${kind}`);
        if (name === 'cert-manager')
          t.match(metadata, { labels: { team: 'platform' }, annotations: { 'example.com/owner': 'platform' } });
      }
    }
  },
);

t.test('our own check admits our own pods, that of a mirror being public', async (t) => {
  for (const [name, set] of SETS) {
    const own = set.filter(({ kind }) => ['CronJob', 'Deployment', 'Pod', 'ServiceAccount'].includes(kind));
    const out: string[] = [];
    const code = await run(['check', '-', '--registries-public', 'registry.example.com/mirror/'], {
      stdout: { write: (text) => out.push(text) },
      stderr: { write: (text) => out.push(text) },
      stdin: (async function* () {
        yield JSON.stringify({ apiVersion: 'v1', kind: 'List', items: own });
      })(),
      env: {},
      cwd: t.testdir(),
      isTTY: false,
      now: () => Date.parse('2026-11-21T12:00:00Z'),
    });
    t.equal(code, 0, `${name}: ${out.join('')}`);
  }
});

t.test('an upgrade takes the values of the release over the defaults of the new chart', async (t) => {
  const pages = ['docs', 'charts', 'README.md'].flatMap((place) =>
    statSync(`${ROOT}${place}`).isFile()
      ? [place]
      : readdirSync(`${ROOT}${place}`, { recursive: true, encoding: 'utf8' }).map((name) => `${place}/${name}`),
  );
  let found = 0;
  for (const page of pages.filter((name) => /\.(md|txt|gotmpl)$/i.test(name))) {
    const text = readFileSync(`${ROOT}${page}`, 'utf8');
    // With the values of the release alone, a value that is new in the chart is not there, and templates fail on it.
    for (const line of text.split('\n').filter((each) => /^\s*`?helm .*upgrade/.test(each))) {
      t.notMatch(line, /[^-]--reuse-values/, `${page}: ${line}`);
      found += Number(line.includes('--reset-then-reuse-values'));
    }
  }
  t.ok(found >= 5);
});
