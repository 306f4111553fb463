/** What stands in the wrong place in a docker config, and where its JSON ends: named, and nothing of it quoted. */
import t from 'tap';
import { checkGoJson } from '../src/core/secret/go-json-syntax.js';
import { parsePullSecret } from '../src/core/secret/parse.js';
import type { ConfigSlip, PullSecret } from '../src/core/types.js';

type Form = 'dockerconfigjson' | 'dockercfg';
const ENTRY = '{"username":"me","password":"MARKER"}';

function parsed(form: Form, text: string): PullSecret {
  const data = { [`.${form}`]: new TextEncoder().encode(text) };
  return parsePullSecret({ namespace: 'shop', name: 'x', type: `kubernetes.io/${form}`, data });
}

t.test('a config whose parts stand in the wrong place is named', async (t) => {
  const cases: readonly (readonly [Form, string, ConfigSlip | undefined])[] = [
    ['dockerconfigjson', `{"ghcr.io":${ENTRY}}`, 'no-auths'],
    ['dockerconfigjson', `{"credsStore":"x","https://ghcr.io":{"auth":"bWU6eA=="}}`, 'no-auths'],
    ['dockerconfigjson', `{"auth":{"ghcr.io":${ENTRY}}}`, 'auth-for-auths'],
    ['dockerconfigjson', `{"value":{"auths":{"ghcr.io":${ENTRY}}}}`, 'nested'],
    ['dockerconfigjson', `{".dockerconfigjson":${JSON.stringify(`{"auths":{"ghcr.io":${ENTRY}}}`)}}`, 'nested'],
    ['dockerconfigjson', `{"auths":{}}`, undefined],
    ['dockerconfigjson', `{"auths":{"ghcr.io":${ENTRY}},"value":{"auths":{}}}`, undefined],
    ['dockerconfigjson', `{"auths":null,"ghcr.io":${ENTRY}}`, undefined],
    ['dockerconfigjson', '{"HttpHeaders":{"User-Agent":"x"}}', undefined],
    ['dockerconfigjson', '{"credHelpers":{"ghcr.io":"gh"}}', undefined],
    ['dockerconfigjson', '{}', undefined],
    ['dockerconfigjson', 'null', undefined],
    ['dockercfg', `{"auths":{"ghcr.io":${ENTRY}}}`, 'wrapper'],
    ['dockercfg', `{"ghcr.io":${ENTRY}}`, undefined],
  ];
  for (const [form, text, slip] of cases) {
    const secret = parsed(form, text);
    t.equal('slip' in secret ? secret.slip : undefined, slip, `${form} ${text}`);
    t.notMatch(JSON.stringify(secret), /MARKER/);
  }
});

t.test(
  'a whole config.json of a laptop in a dockercfg, and an auth that was encoded twice, are said to be so',
  async (t) => {
    const laptop = parsed('dockercfg', '{"auths":{"ghcr.io":{}},"credsStore":"desktop"}');
    t.match(laptop, { form: 'malformed', fault: { why: /^it is a whole config\.json, which only the type / } });
    const other = parsed('dockercfg', '{"ghcr.io":{},"credsStore":"desktop"}');
    t.notMatch(JSON.stringify(other), /whole config/);
    const encode = (text: string): string => Buffer.from(text).toString('base64');
    const auth = (value: string): string => `{"auths":{"ghcr.io":{"auth":"${value}"}}}`;
    const twice = parsed('dockerconfigjson', auth(encode(`${encode('me:MARKER')}\n`)));
    t.match(twice, { form: 'malformed', fault: { code: 'no-colon', why: /encoded twice$/ } });
    t.match(parsed('dockerconfigjson', auth(encode('MARKER'))), { form: 'malformed', fault: { why: /no colon$/ } });
  },
);

t.test('where the JSON ends, the mistake is named', async (t) => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['{"auths":{"ghcr.io":{"password":"MARKER\n"}}}', /from byte 33 on: a raw line break inside a text/],
    ['{"auths":{"ghcr.io":{"password":"MARKER\t"}}}', /: a raw control character inside a text$/],
    ['{"auths":{"ghcr.io":{"password":"MAR"KER"}}}', /: a quote inside a text/],
    ["{'auths':{}}", /: single quotes/],
    ['{"auths":{},}', /: a comma with nothing after it$/],
    ['// MARKER\n{"auths":{}}', /: a comment/],
    ['auths:\n  ghcr.io: {}', /: it is YAML$/],
    [Buffer.from('{"auths":{"ghcr.io":{}}}').toString('base64'), /: it is base64 once more, so it was encoded twice$/],
    ['{"auths":{"ghcr.io', /: a text without its closing quote$/],
    ['MARKER', /from byte 1 on$/],
    ['{"auths":{}} MARKER', /from byte 14 on$/],
  ];
  for (const [text, why] of cases) {
    const fault = checkGoJson(new TextEncoder().encode(text)) ?? '';
    t.match(fault, why, text);
    t.notMatch(fault, /MARKER|MAR/);
  }
});
