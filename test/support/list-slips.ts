/** Deployments with fields that the API server drops, and with what looks like it. `test/list-slip`, `test/e2e/shapes`. */
export interface DroppedRow {
  /** `PATH: VALUE`, where it differs from a plain Deployment. */
  readonly text: string;
  readonly list?: string;
  readonly entry?: { readonly name: string; readonly why: string };
}

/** The Deployment as YAML. In a path `_` is a blank. */
export function deploymentOf(text: string): string {
  const [, path = '', value = ''] = /^(\S+): (.*)$/.exec(text) ?? [];
  const field = path.slice(path.lastIndexOf('.') + 1).replace('_', ' ');
  const at = (place: string): string =>
    path.slice(0, path.length - field.length - 1) === place ? `, "${field}": ${value}` : '';
  return `{apiVersion: apps/v1, kind: Deployment, metadata: {name: web${at('metadata')}}${at('')}, spec: {
    selector: {matchLabels: {a: b}}${at('spec')}, template: {metadata: {labels: {a: b}${at('template.metadata')}}${at('template')}, spec: {
    securityContext: {runAsUser: 1000${at('pod.securityContext')}}, initContainers: [{name: init, image: nginx${at('init')}}],
    containers: [{name: app, image: nginx, imagePullPolicy: Always, env: [{name: imagePullSecrets, value: x}]${at('container')}}]${at('pod')}}}}}`;
}

const HOME = 'spec.template.spec';
const wrong = (path: string, as?: string): string =>
  `${path} stands at the wrong level and is ignored: it belongs to ${HOME}${as === undefined ? '' : `, as "${as}"`}`;
const misspelt = (key: string, field = 'imagePullSecrets'): string =>
  `"${key}" of ${HOME} is no field and is ignored: "${field}" is meant`;
const NAMESPACE =
  'the "namespace" of entry "regcred" is ignored: only secrets of the namespace of the pod are looked for';
const nameless = (key: string): string =>
  `"${key}" of an entry of "imagePullSecrets" is no field and is ignored: "name" is meant`;

export const DROPPED: readonly DroppedRow[] = [
  { text: '.imagePullSecrets: [{name: regcred}]', list: wrong('imagePullSecrets') },
  { text: 'metadata.imagePullSecrets: [{name: regcred}]', list: wrong('metadata.imagePullSecrets') },
  { text: 'spec.imagePullSecrets: [{name: regcred}]', list: wrong('spec.imagePullSecrets') },
  { text: 'spec.imagePullSecrets: regcred', list: wrong('spec.imagePullSecrets') },
  { text: 'spec.imagePullSecrets: {name: regcred}', list: wrong('spec.imagePullSecrets') },
  { text: 'spec.imagePullSecret: regcred', list: wrong('spec.imagePullSecret', 'imagePullSecrets') },
  { text: 'template.imagePullSecrets: [{name: regcred}]', list: wrong('spec.template.imagePullSecrets') },
  {
    text: 'template.metadata.imagePullSecrets: [{name: regcred}]',
    list: wrong('spec.template.metadata.imagePullSecrets'),
  },
  {
    text: 'container.imagePullSecrets: [{name: regcred}]',
    list: wrong('spec.template.spec.containers[0].imagePullSecrets'),
  },
  {
    text: 'init.imagePullSecrets: [{name: regcred}]',
    list: wrong('spec.template.spec.initContainers[0].imagePullSecrets'),
  },
  {
    text: 'pod.securityContext.imagePullSecrets: [{name: regcred}]',
    list: wrong('spec.template.spec.securityContext.imagePullSecrets'),
  },
  { text: 'pod.imagePullSecret: [{name: regcred}]', list: misspelt('imagePullSecret') },
  { text: 'pod.imagepullsecrets: [{name: regcred}]', list: misspelt('imagepullsecrets') },
  { text: 'pod.image-pull-secrets: [{name: regcred}]', list: misspelt('image-pull-secrets') },
  { text: 'pod.imagePullSecrets_: [{name: regcred}]', list: misspelt('imagePullSecrets ') },
  { text: 'pod.ImagePullSecrets: [{name: regcred}]', list: misspelt('ImagePullSecrets') },
  { text: 'pod.imagePullSercets: [{name: regcred}]', list: misspelt('imagePullSercets') },
  { text: 'pod.imagesPullSecret: [{name: regcred}]', list: misspelt('imagesPullSecret') },
  { text: 'pod.pullSecrets: [{name: regcred}]', list: misspelt('pullSecrets') },
  { text: 'pod.imagePullSecretName: regcred', list: misspelt('imagePullSecretName') },
  { text: 'spec.serviceAccountName: puller', list: wrong('spec.serviceAccountName') },
  { text: 'template.serviceAccount: puller', list: wrong('spec.template.serviceAccount', 'serviceAccountName') },
  { text: 'pod.serviceaccountName: puller', list: misspelt('serviceaccountName', 'serviceAccountName') },
  {
    text: 'pod.imagePullSecrets: [{name: regcred, namespace: infra}]',
    entry: { name: 'regcred', why: NAMESPACE },
  },
  {
    text: 'pod.imagePullSecrets: [{name: a}, {name: regcred, nameSpace: infra}]',
    entry: { name: 'regcred', why: NAMESPACE },
  },
  { text: 'pod.imagePullSecrets: [{secretName: regcred}]', entry: { name: '', why: nameless('secretName') } },
  { text: 'pod.imagePullSecrets: [{Name: regcred}]', entry: { name: '', why: nameless('Name') } },
  { text: 'pod.imagePullSecrets: [{regcred: null}]', entry: { name: '', why: nameless('regcred') } },
];

/** Entries without a name: the API server takes them with a warning, and the kubelet passes over them. */
export const NAMELESS: readonly { readonly text: string; readonly at: number }[] = [
  { text: 'pod.imagePullSecrets: [null]', at: 0 },
  { text: 'pod.imagePullSecrets: [{}]', at: 0 },
  { text: 'pod.imagePullSecrets: [{name: null}]', at: 0 },
  { text: 'pod.imagePullSecrets: [{name: ""}]', at: 0 },
  { text: 'pod.imagePullSecrets: [{name: regcred}, null]', at: 1 },
  { text: 'pod.imagePullSecrets: [{name: regcred}, {name: ""}]', at: 1 },
];

/** Nothing of these is dropped that explains anything. */
export const KEPT: readonly string[] = [
  'pod.imagePullSecrets: [{name: regcred}]',
  'pod.imagePullSecrets: [{name: a, namespace: infra}, {name: regcred}]',
  'metadata.annotations: {imagePullSecrets: x, "example.com/pullSecret": y}',
  'pod.nodeSelector: {imagepullsecret: x}',
  'template.metadata.annotations: {pull-secrets: x}',
  'pod.serviceAccount: puller',
  'pod.serviceAccountName: puller',
  'pod.automountServiceAccountToken: false',
  'spec.imagePullSecrets: []',
  'spec.imagePullSecrets: null',
  'spec.imagePullSecret: " "',
  'spec.imagePullSecret: {}',
  'pod.imagePullSecret: false',
  'pod.hostAliases: []',
];
