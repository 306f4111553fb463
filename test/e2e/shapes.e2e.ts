/**
 * What a real API server refuses, drops and takes, in each way in which objects get there: kept in
 * test/fixtures/api-server, which `npm test` replays. Written anew with TAP_SNAPSHOT=1.
 */
import { env } from 'node:process';
import t from 'tap';
import { own } from '../../src/core/fields.js';
import { readManifests } from '../../src/manifests/read.js';
import { DROPPED, deploymentOf } from '../support/list-slips.js';
import { type Answer, type Answered, readAnswers, STRUCTURES, writeAnswers } from '../support/structures.js';
import type { Api, ApiAnswer, ApiObject } from './support/api.js';
import { startControlPlane } from './support/control-plane.js';
import { asRecorded } from './support/minor.js';

t.test('the answers are those that were recorded', async (t) => {
  const { api } = await startControlPlane(t);
  const answers: Answered[] = [];
  for (const [index, text] of STRUCTURES.entries()) answers.push(await ask(api, text, `structure-${index}`));
  if (env['TAP_SNAPSHOT'] === '1') writeAnswers(answers);
  const recorded = readAnswers();
  t.equal(answers.length, recorded.length);
  for (const [index, answer] of answers.entries()) t.strictSame(answer, recorded[index], answer.text);
});

async function ask(api: Api, text: string, name: string): Promise<Answered> {
  const [object] = readManifests(text.replace('NAME', name), 'f').objects;
  if (object === undefined) throw new Error(text);
  const body: ApiObject = object.object;
  const [group, version] = object.apiVersion.includes('/') ? object.apiVersion.split('/') : ['', object.apiVersion];
  const scope = object.kind === 'Namespace' ? '' : '/namespaces/default';
  const path = `${group === '' ? '/api' : `/apis/${group}`}/${version}${scope}/${object.kind.toLowerCase()}s`;
  const create = (validation: string): Promise<ApiAnswer> =>
    api.call({ method: 'POST', path: `${path}?dryRun=All&fieldValidation=${validation}`, body });
  const warned = await create('Warn');
  const serverSideApply = await api.call({
    method: 'PATCH',
    path: `${path}/${encodeURIComponent(String(own(body.metadata, 'name')))}?dryRun=All&force=true&fieldManager=e2e`,
    body,
    contentType: 'application/apply-patch+yaml',
  });
  const told = (answer: ApiAnswer): Answer => ({
    status: answer.status,
    message: asRecorded(answer.message.replaceAll(name, 'NAME')),
  });
  const named = (of: RegExp): readonly string[] => warned.warnings.flatMap((each) => of.exec(each)?.[1] ?? []).sort();
  return {
    text,
    create: told(await create('Ignore')),
    strict: told(await create('Strict')),
    serverSideApply: told(serverSideApply),
    unknown: named(/^unknown field "(.*)"$/),
    nameless: named(/^(.*)\.name: invalid empty name ""$/),
  };
}

t.test('of what is dropped nothing is left, and kubectl refuses it', async (t) => {
  const { api, kubectl } = await startControlPlane(t);
  for (const { text } of DROPPED) {
    const [object] = readManifests(deploymentOf(text), 'f').objects;
    if (object === undefined) throw new Error(text);
    const path = '/apis/apps/v1/namespaces/default/deployments?dryRun=All&fieldValidation=Ignore';
    const { status, body, warnings } = await api.call({ method: 'POST', path, body: object.object });
    t.equal(status, 201, text);
    t.notMatch(warnings.join(), 'unknown field', `without a word: ${text}`);
    const spec = ['spec', 'template', 'spec'].reduce(own, body);
    t.notMatch(JSON.stringify(spec), /puller|infra|"nameSpace"|secretName/, `gone: ${text}`);
    // kubectl leaves out what is null before it asks.
    if (text.includes('null')) continue;
    const applied = await kubectl(['apply', '--dry-run=server', '-f', '-'], { stdin: deploymentOf(text) });
    t.equal(applied.code, 1, text);
    t.match(applied.stderr, 'strict decoding error: unknown field', text);
  }
});
