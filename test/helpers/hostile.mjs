/**
 * Objects as large as the API server takes them, of which a tenant may store as many as etcd has room for: for
 * `npm run bench:memory`.
 */
const METADATA = (namespace, name) => ({ name, namespace });
const ENTRIES = 55_000;

export const HOSTILE = {
  /** 634 KiB of JSON. */
  entries: (index) => docker(index, `{"auths":{${repeat(ENTRIES, (each) => `"x-${each}":{}`)}}}`),
  /** The same, never equal. */
  churned: (index, turn) =>
    docker(index, `{"auths":{${repeat(ENTRIES, (each) => `"x-${each}":{}`)},"turn-${turn}":{}}}`),
  /** As many entries as are held, with keys as long as are held. */
  held: (index) =>
    docker(index, `{"auths":{${repeat(256, (each) => `"h-${each}.example.com/${'k'.repeat(40)}":{"auth":"dTpw"}`)}}}`),
  /** One key. */
  key: (index) => docker(index, `{"auths":{"${'k'.repeat(1_000_000)}":{}}}`),
  password: (index) => docker(index, `{"auths":{"ghcr.io":{"username":"u","password":"${'p'.repeat(1_000_000)}"}}}`),
  small: (index) => docker(index, `{"auths":{${repeat(2000, (each) => `"registry-${each}.example.com/team":{}`)}}}`),
  /** A token as large as a secret, of what is slowest to parse. */
  token: (index) => docker(index, `{"auths":{"ghcr.io":{"username":"u","password":"${token(240_000)}"}}}`),
  passwords: (index) =>
    docker(index, `{"auths":{${repeat(256, (each) => `"h-${each}.io":{"auth":"${base64(`u:${token(950)}`)}"}`)}}}`),
  /** Faults and escapes at the very end. */
  escaped: (index) => docker(index, `{"auths":{${repeat(33_000, (each) => `"${each}":{"auth":"O\\u0067"}`)},"x":5}}`),
  dataKeys: (index) => ({
    ...docker(index, '{"auths":{}}'),
    data: Object.fromEntries(Array.from({ length: 90_000 }, (_, each) => [each.toString(36), ''])),
  }),
  fields: (index) => ({
    ...docker(index, '{"auths":{}}'),
    metadata: { ...METADATA('hostile', `s-${index}`), managedFields: [{ fieldsV1: fields(100_000) }] },
  }),
  labels: (index) => ({
    ...docker(index, '{"auths":{"ghcr.io":{}}}'),
    metadata: { ...METADATA('hostile', `s-${index}`), labels: labels(5_000) },
  }),
  account: (index) => ({
    kind: 'ServiceAccount',
    metadata: METADATA('hostile', `sa-${index}`),
    imagePullSecrets: Array.from({ length: 50_000 }, (_, each) => ({ name: `secret-${each}` })),
  }),
  accounts: (index) => ({
    kind: 'ServiceAccount',
    metadata: METADATA('hostile', `sa-${index}`),
    imagePullSecrets: [{ name: 'regcred' }],
  }),
  namespace: (index) => ({
    kind: 'Namespace',
    metadata: { name: `n-${index}`, labels: labels(3_000), annotations: { note: 'n'.repeat(250_000) } },
  }),
};

function docker(index, config) {
  return {
    kind: 'Secret',
    metadata: METADATA('hostile', `s-${index}`),
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': base64(config) },
  };
}

function base64(text) {
  return Buffer.from(text).toString('base64');
}

function token(count) {
  const claims = `{"exp":1999999999,"x":[${'[],'.repeat(count)}1]}`;
  return `${Buffer.from('{"alg":"x"}').toString('base64url')}.${Buffer.from(claims).toString('base64url')}.s`;
}

function repeat(count, write) {
  return Array.from({ length: count }, (_, each) => write(each)).join(',');
}

function fields(count) {
  return { 'f:data': Object.fromEntries(Array.from({ length: count }, (_, each) => [`f:${each}`, {}])) };
}

function labels(count) {
  return Object.fromEntries(Array.from({ length: count }, (_, each) => [`label-${each}`, 'v'.repeat(60)]));
}
