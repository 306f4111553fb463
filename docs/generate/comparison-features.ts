/** What is compared besides tags: a case that the tests run, and what others make of it. */

export interface Feature {
  readonly what: string;
  /** The cluster, and last what is judged in it. */
  readonly yaml: string;
  /** What Pullgate says, sorted; none where it says nothing. */
  readonly codes: readonly string[];
  readonly others: string;
}

const config = (auths: Readonly<Record<string, unknown>>): string =>
  Buffer.from(JSON.stringify({ auths })).toString('base64');
const LOGIN = { auth: Buffer.from('robot:secret-word').toString('base64') };

const secret = (
  name: string,
  auths: Readonly<Record<string, unknown>>,
  type = 'kubernetes.io/dockerconfigjson',
): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: shop}\ntype: ${type}\ndata: {.dockerconfigjson: ${config(auths)}}\n---\n`;
const account = (...names: readonly string[]): string =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default, namespace: shop}\nimagePullSecrets: [${names.map((name) => `{name: ${name}}`).join(', ')}]\n---\n`;
const pod = (image: string, ...names: readonly string[]): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  imagePullSecrets: [${names.map((name) => `{name: ${name}}`).join(', ')}]\n  containers: [{name: web, image: "${image}"}]\n`;

const NOBODY = 'neither of the two looks at it';
const IMAGE = 'registry.example.com/team/web:1.0';

export const FEATURES: readonly Feature[] = [
  {
    what: 'A secret that matches is named',
    yaml: secret('regcred', { 'registry.example.com': LOGIN }) + account() + pod(IMAGE, 'regcred'),
    codes: [],
    others: 'the Pod passes everywhere',
  },
  {
    what: 'No secret is named, none is there',
    yaml: account() + pod(IMAGE),
    codes: ['PG201'],
    others: 'imagepullsecret-patcher gives every ServiceAccount its one secret, for whatever registry that is',
  },
  {
    what: 'The named secret does not exist',
    yaml: account() + pod(IMAGE, 'regcred'),
    codes: ['PG202'],
    others: NOBODY,
  },
  {
    what: 'The secret is for another port of the registry',
    yaml: secret('regcred', { 'registry.example.com:5000': LOGIN }) + account() + pod(IMAGE, 'regcred'),
    codes: ['PG205'],
    others: NOBODY,
  },
  {
    what: 'The secret is for another path of the registry',
    yaml: secret('regcred', { 'registry.example.com/other/': LOGIN }) + account() + pod(IMAGE, 'regcred'),
    codes: ['PG205'],
    others: NOBODY,
  },
  {
    what: 'The right secret is there, and nobody names it',
    yaml: secret('regcred', { 'registry.example.com': LOGIN }) + account() + pod(IMAGE),
    codes: ['PG206'],
    others:
      'image-pull-secret-injector adds a secret for docker.io only; Pullgate adds the one that matches where injection is on',
  },
  {
    what: "The Pod's own list hides the ServiceAccount's secret",
    yaml:
      secret('regcred', { 'registry.example.com': LOGIN }) +
      secret('other', { 'quay.io': LOGIN }) +
      account('regcred') +
      pod(IMAGE, 'other'),
    codes: ['PG402'],
    others: 'image-pull-secret-injector and patched ServiceAccounts do nothing for a Pod with a list of its own',
  },
  {
    what: 'One secret of the list does not parse: the kubelet pulls nothing',
    yaml:
      secret('regcred', { 'registry.example.com': LOGIN }) +
      secret('broken', { 'quay.io': { auth: Buffer.from('no colon').toString('base64') } }) +
      account() +
      pod(IMAGE, 'regcred', 'broken'),
    codes: ['PG301'],
    others: NOBODY,
  },
  {
    what: 'The right data in a secret of type Opaque',
    yaml: secret('regcred', { 'registry.example.com': LOGIN }, 'Opaque') + account() + pod(IMAGE, 'regcred'),
    codes: ['PG204'],
    others: NOBODY,
  },
  {
    what: 'An entry without a login, as Docker Desktop leaves it',
    yaml: secret('regcred', { 'registry.example.com': {} }) + account() + pod(IMAGE, 'regcred'),
    codes: ['PG302'],
    others: NOBODY,
  },
];
