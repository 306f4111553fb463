/**
 * Objects whose fields have another type than the API server decodes them into, and their neighbours that it takes.
 * `test/shapes` compares what `check` says of them, `test/e2e/shapes` asks a real API server.
 */
export interface ShapeRow {
  /** YAML, in flow style after the type. */
  readonly text: string;
  /** What is wrong, behind "The API server refuses this KIND: "; undefined where it can be decoded. */
  readonly why?: string;
}

const NAMED = 'metadata: {name: NAME, namespace: default}';
const TEMPLATE = (spec: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\n${NAMED}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {${spec}}}}`;
const POD = (spec: string): string => `apiVersion: v1\nkind: Pod\n${NAMED}\nspec: {${spec}}`;
const CRON_JOB = (spec: string): string =>
  `apiVersion: batch/v1\nkind: CronJob\n${NAMED}\nspec: {schedule: "0 0 * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, ${spec}}}}}}`;
const ACCOUNT = (rest: string): string => `apiVersion: v1\nkind: ServiceAccount\n${NAMED}\n${rest}`;
const SECRET = (rest: string): string => `apiVersion: v1\nkind: Secret\n${NAMED}\n${rest}`;
const APP = 'containers: [{name: app, image: nginx}]';
const IN = 'spec.template.spec';
const ITEM = 'write each container as an item that begins with "- name:"';

const MISSING = (container: string): string =>
  `${container}.image is missing or empty: write registry, repository and tag as one text, "quay.io/acme/app:1.4"`;

export const SHAPES: readonly ShapeRow[] = [
  {
    text: TEMPLATE(`imagePullSecrets: regcred, ${APP}`),
    why: `${IN}.imagePullSecrets is a text, not a list: write "imagePullSecrets: [{name: regcred}]"`,
  },
  {
    text: TEMPLATE(`imagePullSecrets: {name: regcred}, ${APP}`),
    why: `${IN}.imagePullSecrets is a map, not a list: write "imagePullSecrets: [{name: regcred}]"`,
  },
  {
    text: TEMPLATE(`imagePullSecrets: {regcred: true}, ${APP}`),
    why: `${IN}.imagePullSecrets is a map, not a list: write "imagePullSecrets: [{name: NAME}]"`,
  },
  {
    text: TEMPLATE(`imagePullSecrets: [{name: a}, regcred], ${APP}`),
    why: `${IN}.imagePullSecrets[1] is a text, not a map: write "- name: regcred"`,
  },
  {
    text: TEMPLATE(`imagePullSecrets: ["[regcred]"], ${APP}`),
    why: `${IN}.imagePullSecrets[0] is a text, not a map: write "- name: NAME"`,
  },
  {
    text: TEMPLATE(`imagePullSecrets: [[{name: regcred}]], ${APP}`),
    why: `${IN}.imagePullSecrets[0] is a list, not a map: write "- name: regcred"`,
  },
  {
    text: TEMPLATE(`imagePullSecrets: [{name: 123}], ${APP}`),
    why: `${IN}.imagePullSecrets[0].name is a number, not a text: put it in quotes`,
  },
  {
    text: TEMPLATE(`imagePullSecrets: [{name: {name: regcred}}], ${APP}`),
    why: `${IN}.imagePullSecrets[0].name is a map, not a text`,
  },
  {
    text: POD(`imagePullSecrets: true, ${APP}`),
    why: 'spec.imagePullSecrets is true or false, not a list: write "imagePullSecrets: [{name: NAME}]"',
  },
  {
    text: POD(`imagePullSecrets: "", ${APP}`),
    why: 'spec.imagePullSecrets is a text, not a list: write "imagePullSecrets: [{name: NAME}]"',
  },
  {
    text: CRON_JOB(`imagePullSecrets: regcred, ${APP}`),
    why: 'spec.jobTemplate.spec.template.spec.imagePullSecrets is a text, not a list: write "imagePullSecrets: [{name: regcred}]"',
  },
  { text: TEMPLATE('containers: {name: app, image: nginx}'), why: `${IN}.containers is a map, not a list: ${ITEM}` },
  { text: TEMPLATE('containers: [nginx]'), why: `${IN}.containers[0] is a text, not a map: ${ITEM}` },
  {
    text: TEMPLATE(`initContainers: {a: {image: nginx}}, ${APP}`),
    why: `${IN}.initContainers is a map, not a list: ${ITEM}`,
  },
  {
    text: TEMPLATE('containers: [{name: app, image: 1.25}]'),
    why: `${IN}.containers[0].image is a number, not a text: put it in quotes`,
  },
  {
    text: TEMPLATE('containers: [{name: app, image: [nginx]}]'),
    why: `${IN}.containers[0].image is a list, not a text: write registry, repository and tag as one text, "quay.io/acme/app:1.4"`,
  },
  {
    text: TEMPLATE('containers: [{name: app, image: {repository: nginx, tag: "1"}}]'),
    why: `${IN}.containers[0].image is a map, not a text: write registry, repository and tag as one text, "quay.io/acme/app:1.4"`,
  },
  {
    text: TEMPLATE('containers: [{name: app, image: nginx, imagePullPolicy: [Always]}]'),
    why: `${IN}.containers[0].imagePullPolicy is a list, not a text`,
  },
  {
    text: TEMPLATE(`serviceAccountName: [builder], ${APP}`),
    why: `${IN}.serviceAccountName is a list, not a text: write one name`,
  },
  {
    text: TEMPLATE(`serviceAccountName: 123, ${APP}`),
    why: `${IN}.serviceAccountName is a number, not a text: put it in quotes`,
  },
  {
    text: TEMPLATE(`serviceAccount: {name: x}, ${APP}`),
    why: `${IN}.serviceAccount is a map, not a text: write one name`,
  },
  {
    text: POD(`volumes: {name: v, image: {reference: nginx}}, ${APP}`),
    why: 'spec.volumes is a map, not a list: write each volume as an item that begins with "- name:"',
  },
  {
    text: POD(`volumes: [{name: v, image: nginx}], ${APP}`),
    why: 'spec.volumes[0].image is a text, not a map',
  },
  {
    text: `apiVersion: apps/v1\nkind: Deployment\n${NAMED}\nspec: {template: {spec: []}}`,
    why: 'spec.template.spec is a list, not a map',
  },
  { text: `apiVersion: v1\nkind: Pod\n${NAMED}\nspec: text`, why: 'spec is a text, not a map' },
  { text: `apiVersion: v1\nkind: Pod\nmetadata: [x]\nspec: {${APP}}`, why: 'metadata is a list, not a map' },
  {
    text: `apiVersion: v1\nkind: Pod\nmetadata: {name: 12, namespace: default}\nspec: {${APP}}`,
    why: 'metadata.name is a number, not a text: put it in quotes',
  },
  {
    text: `apiVersion: v1\nkind: Pod\nmetadata: {name: NAME, namespace: default, annotations: {a.b/c: true}}\nspec: {${APP}}`,
    why: 'metadata.annotations["a.b/c"] is true or false, not a text: put it in quotes',
  },
  {
    text: ACCOUNT('imagePullSecrets: [regcred]'),
    why: 'imagePullSecrets[0] is a text, not a map: write "- name: regcred"',
  },
  {
    text: ACCOUNT('imagePullSecrets: regcred'),
    why: 'imagePullSecrets is a text, not a list: write "imagePullSecrets: [{name: regcred}]"',
  },
  { text: ACCOUNT('secrets: {name: x}'), why: 'secrets is a map, not a list' },
  { text: SECRET('data: [a]'), why: 'data is a list, not a map: write each value behind its key, as "KEY: VALUE"' },
  {
    text: SECRET('data: {.dockerconfigjson: "{}"}'),
    why: 'a value of "data" is not base64: plain text belongs under "stringData"',
  },
  {
    text: SECRET('data: {.dockerconfigjson: {auths: {}}}'),
    why: 'a value of "data" is a map, not a text in base64: write it as one text under "stringData"',
  },
  {
    text: SECRET('stringData: {a: {auths: {}}}'),
    why: 'a value of "stringData" is a map, not a text: write it as one text, behind "KEY: |"',
  },
  { text: SECRET('stringData: {a: 12}'), why: 'a value of "stringData" is a number, not a text: put it in quotes' },
  { text: SECRET('type: [Opaque]'), why: 'type is a list, not a text' },
  {
    text: 'apiVersion: v1\nkind: Namespace\nmetadata: {name: NAME, labels: {a: 1}}',
    why: 'metadata.labels["a"] is a number, not a text: put it in quotes',
  },
  { text: TEMPLATE('containers: [null]'), why: MISSING(`${IN}.containers[0]`) },
  { text: TEMPLATE('containers: [{name: app, image: null}]'), why: MISSING(`${IN}.containers[0]`) },
  { text: TEMPLATE(`initContainers: [{name: init}], ${APP}`), why: MISSING(`${IN}.initContainers[0]`) },
  { text: CRON_JOB('containers: [{name: app}]'), why: MISSING('spec.jobTemplate.spec.template.spec.containers[0]') },
  { text: POD('containers: [{name: app, image: ""}]'), why: MISSING('spec.containers[0]') },
  // What looks wrong and can be decoded all the same.
  { text: TEMPLATE(`imagePullSecrets: null, ${APP}`) },
  { text: TEMPLATE(`imagePullSecrets: [], ${APP}`) },
  { text: TEMPLATE(`imagePullSecrets: [null], ${APP}`) },
  { text: TEMPLATE(`imagePullSecrets: [{}, {name: null}, {name: ""}], ${APP}`) },
  { text: TEMPLATE(`imagePullSecrets: [{name: "a/b c"}], ${APP}`) },
  { text: TEMPLATE('containers: null') },
  { text: TEMPLATE('containers: [{name: app, image: nginx, imagePullPolicy: Sometimes}]') },
  { text: TEMPLATE(`serviceAccountName: null, ${APP}`) },
  { text: POD(`volumes: [{name: v, image: null}], ${APP}`) },
  { text: `apiVersion: apps/v1\nkind: Deployment\n${NAMED}\nspec: null` },
  { text: ACCOUNT('imagePullSecrets: [{}]') },
  { text: SECRET('data: {a: null, b: ""}') },
  { text: SECRET('data: null') },
];
