/** The setting `exemptions`: a list, as it always was, or a mapping with the list and what else there is to say. */
import t, { type Test } from 'tap';
import { loadConfig } from '../src/config/load.js';
import { RULES } from '../src/core/rules/index.js';

async function load(t: Test, text: string, more: { readonly env?: object; readonly flags?: object } = {}) {
  const cwd = t.testdir({ 'pullgate.yaml': text });
  return loadConfig({ file: 'pullgate.yaml', cwd, env: { ...more.env }, flags: { ...more.flags }, rules: RULES });
}

const ENTRY = { namespaces: ['legacy'] };

t.test('both forms mean the same, wherever annotations come from', async (t) => {
  const rows: readonly (readonly [string, object, boolean, readonly object[]])[] = [
    ['mode: warn\n', {}, false, []],
    ['exemptions:\n', {}, false, []],
    ['exemptions: []\n', {}, false, []],
    ['exemptions: [{namespaces: [legacy]}]\n', {}, false, [ENTRY]],
    ['exemptions: {list: [{namespaces: [legacy]}]}\n', {}, false, [ENTRY]],
    ['exemptions: {annotations: true}\n', {}, true, []],
    ['exemptions: {annotations: true, list: [{namespaces: [legacy]}]}\n', {}, true, [ENTRY]],
    ['exemptions: [{namespaces: [legacy]}]\n', { env: { PULLGATE_EXEMPTIONS_ANNOTATIONS: 'true' } }, true, [ENTRY]],
    ['exemptions: {annotations: true}\n', { flags: { 'exemptions-annotations': ['false'] } }, false, []],
  ];
  for (const [text, more, annotations, list] of rows) {
    const result = await load(t, text, more);
    if (!result.ok) throw new Error(result.mistakes.join());
    t.equal(result.config.settings.ignoreAnnotations, annotations, text);
    t.strictSame(result.config.settings.exemptions, list, text);
  }
});

t.test('a mistake is told where it stands, in the form in which it was written', async (t) => {
  const told = async (text: string) => {
    const result = await load(t, text);
    return result.ok ? [] : result.mistakes;
  };
  const codes = RULES.map(({ code }) => code).join(', ');
  t.strictSame(await told('exemptions:\n  - users: [a]\n  - rules: [PG1]\n    expires: x\n'), [
    `pullgate.yaml:3: exemptions[1].rules[0]: found "PG1"; it must be one of ${codes}.`,
    'pullgate.yaml:4: exemptions[1].expires: found "x": it is neither a date nor an RFC 3339 time; it must be a date such as "2027-01-31" (through the end of that day, UTC) or a time such as "2027-01-31T12:00:00Z".',
  ]);
  t.strictSame(await told('exemptions:\n  annotations: maybe\n  list:\n    - reason: x\n'), [
    'pullgate.yaml:2: exemptions.annotations: found "maybe"; it must be true or false.',
    'pullgate.yaml:4: exemptions.list[0]: it names nothing to leave alone; give namespaces, namespaceSelector, users, groups, images or rules.',
  ]);
  t.match(
    (await told('exemptions: all\n'))[0],
    'pullgate.yaml:1: exemptions: found "all"; it must be a mapping with annotations, list.',
  );
});

t.test('where a value comes from', async (t) => {
  const result = await load(t, 'mode: warn\nexemptions:\n  - namespaces: [legacy]\n');
  if (!result.ok) throw new Error(result.mistakes.join());
  t.match(
    result.config.effective.find(({ setting }) => setting.path === 'exemptions.list'),
    { from: 'pullgate.yaml:3' },
  );
});
