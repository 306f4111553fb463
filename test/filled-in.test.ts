/** Words in templates that a mutating webhook turns into an image when the Pod is created. */
import t from 'tap';
import { mergeSettings } from './support/case.js';
import { aDeployment, aNamespace, anAccount, aPod, type Request, validate } from './support/injection.js';

const CLUSTER = [aNamespace({}), anAccount([])];
const DEFAULTS = mergeSettings({});
const TRIGGERS = { 'image.openshift.io/triggers': '[{"from":{"kind":"ImageStreamTag","name":"web:1"}}]' };

async function codesOf(object: Request['object'], settings = DEFAULTS, admission: Request['admission'] = {}) {
  const { findings } = await validate({ object, cluster: CLUSTER, settings, admission });
  return findings.map(({ code, uses }) => [code, ...uses.map(({ path }) => path)].join(' '));
}

function withAnnotations(object: Request['object'], annotations: Readonly<Record<string, string>>): Request['object'] {
  return { ...object, metadata: { ...object.metadata, annotations } };
}

t.test("Istio's auto is not judged in a template, and in a Pod it is an image", async (t) => {
  t.strictSame(await codesOf(aDeployment(['auto'])), []);
  t.match((await codesOf(aPod(['auto']))).join(), /\bPG102 /, 'the webhook did not run');
  const beside = aDeployment(['auto', 'nginx:latest']);
  t.strictSame(await codesOf(beside), ['PG101 spec.template.spec.containers[1].image'], 'what stands beside it is');
  t.match((await codesOf(aDeployment(['acme/auto']))).join(), /PG102 .*PG201 /, 'a whole text only');
});

t.test('a blank is one only beside the annotation of image triggers', async (t) => {
  const triggered = withAnnotations(aDeployment([' ']), TRIGGERS);
  t.strictSame(await codesOf(triggered), []);
  t.match((await codesOf(aDeployment([' ']))).join(), /\bPG103 /, 'without it nobody fills it in');
  t.match((await codesOf(withAnnotations(aPod([' ']), TRIGGERS))).join(), /\bPG103 /, 'a Pod has nobody either');
  const more = withAnnotations(aDeployment([' ', 'nginx:latest']), TRIGGERS);
  t.strictSame(await codesOf(more), ['PG101 spec.template.spec.containers[1].image']);
});

t.test('the words are a setting, and a list takes the place of the default', async (t) => {
  const settings = mergeSettings({ images: { filledInLater: ['REPLACED', 'image-set-later'] } });
  t.strictSame(await codesOf(aDeployment(['REPLACED', 'image-set-later']), settings), []);
  t.match((await codesOf(aDeployment(['auto']), settings)).join(), /\bPG102 /);
});

t.test('an UPDATE from a word to an image is judged, and one that leaves the word is not', async (t) => {
  const update = (from: Request['object']) => ({ operation: 'UPDATE', oldObject: () => from });
  t.match((await codesOf(aDeployment(['nginx:latest']), DEFAULTS, update(aDeployment(['auto'])))).join(), /\bPG101 /);
  t.strictSame(await codesOf(aDeployment(['auto']), DEFAULTS, update(aDeployment(['nginx:latest']))), []);
});
