import { isDeepStrictEqual } from 'node:util';
import t from 'tap';
import { readBody } from '../src/webhook/body.js';
import { decodeReview, encodeReview } from '../src/webhook/review.js';
import { fast, full, isMark, isObject, own } from './helpers/cut-reviews.js';
import { ALLOWED, anAdmission, enlarged, PADDING, RECORDED, recorded } from './helpers/reviews.js';

// ------------------------------------------------------------------------------------------------- reading the bytes

t.test('every recorded review reads as JSON.parse reads it, and is cut where the API server wrote it', async (t) => {
  for (const { name, compact, indented } of RECORDED) {
    const request = own(JSON.parse(compact), 'request');
    const read = fast(Buffer.from(compact));
    t.strictSame(read?.value, full(compact), name);
    t.equal(read?.fieldsCut, own(own(own(request, 'object'), 'metadata'), 'managedFields') !== undefined, name);
    t.equal(read?.oldCut, isObject(own(request, 'oldObject')), name);
    const slow = fast(Buffer.from(indented));
    t.strictSame(slow?.value, full(indented), `${name}, indented`);
    t.notOk(slow?.fieldsCut || slow?.oldCut, `${name}, indented: other spacing is read as it is`);
  }
});

t.test('the old object is parsed once, and only when asked', async (t) => {
  const read = readBody(Buffer.from(recorded('015').compact));
  t.ok(isMark(own(own(read?.review, 'request'), 'oldObject')));
  t.equal(own(read?.oldObject(), 'kind'), 'Pod');
  t.equal(read?.oldObject(), read?.oldObject());
  t.ok(isMark(own(own(read?.oldObject(), 'metadata'), 'managedFields')), 'without what no verdict reads of it, either');
});

t.test('where a value is cut, and where that is not certain', async (t) => {
  const cut = (body: string) => {
    const read = fast(Buffer.from(body));
    t.strictSame(read?.value, full(body), body);
    return [read?.fieldsCut && 'fields', read?.oldCut && 'old'].filter(Boolean).join(' ');
  };
  const fields = (after: string) =>
    `{"request":{"uid":"u","object":{"metadata":{"name":"a","managedFields":[{"m":1}]${after}}}}`;
  for (const [next, isCut] of [
    ['a', true],
    ['A', true],
    ['z', true],
    ['Z', true],
    ['m', true],
    ['`', false],
    ['@', false],
    ['{', false],
    ['[', false],
    ['0', false],
    ['_', false],
  ] as const) {
    t.equal(cut(fields(`,"${next}x":1}`)), isCut ? 'fields' : '', `a key that begins with ${next}, of the metadata`);
    t.equal(cut(fields(`},"${next}x":1`)), isCut ? 'fields' : '', `and of the object`);
  }
  t.equal(cut(fields('}')), '', 'nothing follows');
  t.equal(cut(fields('},"":1')), '', 'a key without a letter');
  const old = (before: string, after: string) => `{"request":{"uid":"u",${before}"oldObject":{"a":1}${after}}}`;
  t.equal(cut(old('"object":{},', '')), 'old', 'at the end');
  t.equal(cut(old('"object":{},', ',"dryRun":false')), 'old');
  for (const value of ['}', '{', ']', '[', '\\\\', '\\"}', '\\\\\\"{', '}\\\\']) {
    const body = old('"object":{},', ',"dryRun":false').replace('{"a":1}', `{"a":"${value}","b":{"c":[1]}}`);
    t.equal(cut(body), 'old', `an old object that holds the text ${value}`);
  }
  t.equal(cut(old('', ',"dryRun":false')), 'old', 'without an object');
  t.equal(cut(old('"object":{},', ',"dryRun":false').replace('"oldObject":', '"oldObject": ')), '', 'another spacing');
  t.equal(cut('{"request":{"uid":"u","object":{},"oldObject":null,"dryRun":false}}'), '', 'there is none');
  const both = `{"request":{"uid":"u","object":{"metadata":{"x":1,"managedFields":[{"m":1}]},"kind":"Pod"},"oldObject":{"metadata":{"x":1,"managedFields":[{"m":[2]}]},"kind":"Pod"}}}`;
  t.equal(cut(both), 'fields old');
  t.equal(cut(both.replace('[{"m":1}]', '[]')), 'old', 'no fields to cut');
});

const POD = '"kind":"Pod","metadata":{"name":"a","managedFields":[{"manager":"m"}]},"spec":{"image":"real"}';
const OLD = '"kind":"Pod","metadata":{"name":"a"},"spec":{"image":"old"}';

t.test('text made to be cut wrongly is read as JSON.parse reads it', async (t) => {
  const hostile: Record<string, string> = {
    'the key inside a string': `{"request":{"uid":"u","object":{"metadata":{"annotations":{"x":",\\"managedFields\\":[{"},"managedFields":[{"manager":"m"}]},"spec":{"image":"real"}}}}`,
    'a string that ends like the key': `{"request":{"uid":"u","object":{"x\\",":1,"y\\",\\"managedFields":[{"image":"real"}],"spec":1}}}`,
    'a bracket in the manager': `{"request":{"uid":"u","object":{"metadata":{"name":"a","managedFields":[{"manager":"]},\\"spec\\":{"}]},"spec":{"image":"real"}}}}`,
    'the end of the array inside a string': `{"request":{"uid":"u","object":{"metadata":{"name":"a","managedFields":[{"manager":"}]},"}]},"spec":{"image":"real"}}}}`,
    'an array inside the fields': `{"request":{"uid":"u","object":{"metadata":{"name":"a","managedFields":[{"x":[{}]},{"y":1}]},"spec":{"image":"real"}}}}`,
    'managed fields of a template': `{"request":{"uid":"u","object":{"metadata":{"name":"a"},"spec":{"template":{"x":1,"managedFields":[{"image":"real"}]},"y":1}}}}`,
    'managed fields twice, the last one counts': `{"request":{"uid":"u","object":{"metadata":{"name":"a","managedFields":[{"a":1}],"managedFields":"text"},"spec":1}}}`,
    'managed fields twice, written with an escape': `{"request":{"uid":"u","object":{"metadata":{"name":"a","managedFields":[{"a":1}],"m\\u0061nagedFields":"text"},"spec":1}}}`,
    'two objects, the last one counts': `{"request":{"uid":"u","object":{${POD}},"object":{"spec":{"image":"evil"}},"oldObject":{${OLD}},"dryRun":false}}`,
    'an object after the old one': `{"request":{"uid":"u","object":{${POD}},"oldObject":{${OLD}},"object":{"spec":{"image":"evil"}},"dryRun":false}}`,
    'two old objects': `{"request":{"uid":"u","object":{${POD}},"oldObject":{"spec":1},"oldObject":{${OLD}},"dryRun":false}}`,
    'an old object inside the object': `{"request":{"uid":"u","object":{"spec":{"a":1,"oldObject":{"image":"real"}}},"oldObject":{${OLD}},"dryRun":false}}`,
    'an old object inside the object only': `{"request":{"uid":"u","object":{"spec":{"a":1,"oldObject":{"image":"real"},"dryRun":1}}}}`,
    'two requests': `{"request":{"uid":"u","object":{${POD}},"oldObject":{${OLD}},"dryRun":false},"request":{"uid":"v","object":{"spec":2}}}`,
    'two requests, one written with an escape': `{"request":{"uid":"u","object":{${POD}},"oldObject":{${OLD}},"dryRun":false},"\\u0072equest":{"uid":"v"}}`,
    'the old object before the object': `{"request":{"uid":"u","oldObject":{${POD}},"object":{${POD}},"dryRun":false}}`,
    'a null old object near the end of a review that has one': `{"request":{"uid":"u","object":{${POD}},"oldObject":{${OLD}},"x":{"a":1,"oldObject":null,"b":2}}}`,
    'quotes and backslashes in the old object': `{"request":{"uid":"u","object":{${POD}},"oldObject":{"a":"}\\"}\\\\","b":"\\\\\\"}]","metadata":{"name":"x","managedFields":[{"m":"n"}]},"spec":{}},"dryRun":false}}`,
    'prototype keys': `{"__proto__":{"request":{"uid":"no"}},"request":{"uid":"u","object":{"__proto__":{"metadata":{"x":1,"managedFields":[{"a":1}]},"y":1},"constructor":{"prototype":{}}}}}`,
    'managed fields of a template of the old object': `{"request":{"uid":"u","object":{${POD}},"oldObject":{"metadata":{"name":"a"},"spec":{"template":{"x":1,"managedFields":[{"image":"real"}]},"y":1}},"dryRun":false}}`,
    'a review that guesses at an empty mark': `{"request":{"uid":"u","object":{"metadata":{"managedFields":""},"spec":{"template":{"x":1,"managedFields":[{"image":"real"}]},"y":1}}}}`,
    'one whose old object is empty text': `{"request":{"uid":"u","object":{"spec":{"a":1,"oldObject":{"image":"real"},"b":1}},"oldObject":"","dryRun":false}}`,
    'a review that guesses at the mark': `{"request":{"uid":"u","object":{"metadata":{"name":"a","managedFields":"pullgate-cut-00"},"spec":1},"oldObject":"pullgate-cut-00"}}`,
  };
  for (const [name, body] of Object.entries(hostile)) {
    // Not strictSame: it takes an own key `__proto__` for the prototype.
    t.ok(isDeepStrictEqual(fast(Buffer.from(body))?.value, full(body)), name);
  }
});

const KIND = '"uid":"u","kind":{"group":"","version":"v1","kind":"Pod"}';
const ENV = '"env":[{"name":"A","value":"1"}]';
const pod = (spec: string, more = '') =>
  `{"request":{${KIND},"object":{"metadata":{"name":"a","annotations":{"p":"${PADDING}"}},"spec":{${spec}}}${more}}}`;

t.test('of a large Pod the env of its containers is cut, where that is certain', async (t) => {
  const app = `{"name":"app","image":"a:1",${ENV},"resources":{}}`;
  const last = `{"name":"app","image":"a:1",${ENV}}`;
  const small = (spec: string) =>
    pod(spec).replace(`"annotations":{"p":"${PADDING}"}`, `"managedFields":[{"manager":"${PADDING}"}]`);
  const rows: readonly (readonly [what: string, body: string, cut: number])[] = [
    ['two containers', pod(`"containers":[${app},${app}]`), 2],
    ['all three lists', pod(`"initContainers":[${app}],"containers":[${app}],"ephemeralContainers":[${app}]`), 3],
    ['nothing follows that is certain', pod(`"containers":[${last}]`), 0],
    ['only that of the second', pod(`"containers":[${app.replace('"1"', '"[1]"')},${app}]`), 1],
    ['a small Pod', pod(`"containers":[${app}]`).replace(PADDING, ''), 0],
    ['a small Pod with many managed fields', small(`"containers":[${app}]`), 0],
    ['another kind', pod(`"containers":[${app}]`).replace('"kind":"Pod"', '"kind":"Job"'), 0],
    ['one in a field that has no containers', pod(`"containers":[${app}],"x":[${app}]`), 0],
    ['one in a template', pod(`"containers":[${app}],"template":{"containers":[${app}]}`), 0],
    ['one of the old object', pod(`"containers":[${app}]`, `,"oldObject":{"spec":{"containers":[${app}]}}`), 1],
    ['twice, another text the second time', pod(`"containers":[${app.replace('}]', '}],"env":7')}]`), 0],
    ['twice, with an escape', pod(`"containers":[${app.replace('}]', '}],"\\u0065nv":[]')}]`), 0],
    ['twice, cut both times', pod(`"containers":[${app.replace('"resources":{}', `${ENV},"resources":{}`)}]`), 0],
    ['containers twice', pod(`"containers":[${app}],"containers":[{"image":"evil",${ENV},"x":1}]`), 0],
    ['specs twice', pod(`"containers":[${app}]`, `,"object":{"spec":{"containers":[{"image":"evil"}]}}`), 0],
    ['the key inside a string', pod(`"containers":[{"x":",\\"env\\":[{","image":"a",${ENV},"y":1}]`), 1],
    ['a string that ends like the key', pod(`"containers":[{"x\\",":1,"y\\",\\"env":[{"a":1}],"image":"evil"}]`), 0],
    ['its end inside a string', pod(`"containers":[{"image":"a","env":[{"value":"}],"},{"b":"}]},"}],"z":1}]`), 0],
    ['its end inside a string, escaped', pod(`"containers":[{"image":"a","env":[{"v":"],\\"a"}],"z":1}]`), 0],
    ['a guess at the mark', pod(`"containers":[{"image":"a","env":"pullgate-cut-00"},${app}]`), 1],
  ];
  for (const [what, body, cut] of rows) {
    const read = fast(Buffer.from(body));
    t.ok(isDeepStrictEqual(read?.value, full(body)), what);
    // A guess at the mark is text like any other.
    t.equal(read?.envCut, what === 'a guess at the mark' ? cut + 1 : cut, what);
  }
});

t.test('a recorded Pod that is large loses the env of every container, and nothing else', async (t) => {
  for (const number of ['003', '015']) {
    const { compact } = enlarged(recorded(number));
    const read = fast(Buffer.from(compact));
    t.equal(read?.envCut, 3, number);
    t.strictSame(read?.value, full(compact), number);
  }
});

t.test('who writes a key as often as there is room pays for each byte once', async (t) => {
  const timed = (key: string, times: number): number => {
    const body = Buffer.from(pod(`"containers":[{"image":"a"${key.repeat(times)}`));
    const began = performance.now();
    readBody(body);
    return performance.now() - began;
  };
  for (const key of [',"env":[{', ',"env":[{"a":"]"}', ',"env":[{}],"x":1']) {
    timed(key, 1000);
    const [some, many] = [timed(key, 10_000), timed(key, 80_000)];
    t.ok(many < 50 * (some + 1), `${key}: ${some.toFixed(1)} ms, eight times as many ${many.toFixed(1)} ms`);
  }
});

t.test('a body that is no JSON is no review, unless only a part is broken that no verdict reads', async (t) => {
  for (const body of ['', ' ', '{', 'null x', '{"request":{"uid":"u"}', '\ufeff{}', "{'a':1}", '[1,]', 'NaN']) {
    t.equal(readBody(Buffer.from(body)), undefined, JSON.stringify(body));
  }
  const broken = readBody(
    Buffer.from(`{"request":{"uid":"u","object":{${POD}},"oldObject":{"a":nonsense},"dryRun":false}}`),
  );
  t.equal(own(own(broken?.review, 'request'), 'uid'), 'u');
  t.equal(broken?.oldObject(), undefined);
  // The fields of an old object are not read either, and where they end is where the first bracket closes.
  const fields = readBody(
    Buffer.from(
      `{"request":{"uid":"u","object":{${POD}},"oldObject":{"metadata":{"a":1,"managedFields":[{"x":{}],"name":"n"}},"dryRun":false}}`,
    ),
  );
  t.strictSame(own(own(fields?.oldObject(), 'metadata'), 'name'), 'n');
  // Cut at the first bracket, it would be a review, with a spec that nobody else reads in it.
  for (const fields of ['[{"x":[1],"name":"n"', '[{"x":[{}],"name":"n"', '[{"x":[[1],"name":"n"']) {
    const body = `{"request":{"uid":"u","object":{"metadata":{"a":1,"managedFields":${fields}},"spec":{"image":"evil"}}}}`;
    t.equal(readBody(Buffer.from(body)), undefined, `an open array in the fields: ${fields}`);
  }
});

t.test('bytes that are not UTF-8 read the same with and without a cut', async (t) => {
  const bytes = Buffer.from(recorded('015').compact);
  for (const at of [
    bytes.indexOf('managedFields') - 4,
    bytes.indexOf('"oldObject"') - 3,
    bytes.lastIndexOf('"image":"') + 10,
  ]) {
    for (const value of [0x80, 0xc3, 0xe2, 0xf0, 0xff]) {
      const bent = Buffer.from(bytes);
      bent[at] = value;
      let expected: unknown;
      try {
        expected = full(bent.toString('utf8'));
      } catch {
        continue;
      }
      t.strictSame(fast(bent)?.value, expected, `${value} at ${at}`);
    }
  }
});

// ---------------------------------------------------------------------------------------------------------- decoding

t.test('a recorded review is decoded field by field', async (t) => {
  const decoded = decodeReview(Buffer.from(recorded('026').compact));
  t.match(decoded, {
    ok: true,
    apiVersion: 'admission.k8s.io/v1',
    admission: {
      bytes: Buffer.byteLength(recorded('026').compact),
      operation: 'UPDATE',
      kind: { group: '', version: 'v1', kind: 'Pod' },
      resource: 'pods',
      subresource: 'ephemeralcontainers',
      user: String,
      groups: ['system:masters', 'system:authenticated'],
      dryRun: false,
      source: 'review',
      object: { kind: 'Pod' },
    },
  });
});

t.test('whatever is of a wrong type is empty, and the uid stays', async (t) => {
  const empty = {
    uid: 'u',
    operation: '',
    kind: { group: '', version: '', kind: '' },
    resource: '',
    subresource: '',
    namespace: '',
    name: '',
    user: '',
    groups: [],
    dryRun: false,
    source: 'review',
    object: undefined,
  };
  const odd =
    '{"operation":1,"kind":[],"resource":"x","subResource":{},"namespace":null,"name":7,"userInfo":[],"dryRun":"true"}';
  for (const request of [
    '{}',
    odd,
    '{"userInfo":{"username":{},"groups":{"0":"a"}},"kind":7,"resource":{"resource":[]}}',
  ]) {
    const body = `{"request":{"uid":"u",${request.slice(1, -1) || '"x":1'}}}`;
    const decoded = decodeReview(Buffer.from(body));
    if (!decoded.ok) throw new Error(decoded.why);
    const { oldObject, ...rest } = decoded.admission;
    t.strictSame(rest, { ...empty, bytes: body.length }, body);
    t.equal(oldObject(), undefined);
  }
  const groups = decodeReview(Buffer.from('{"request":{"uid":"u","userInfo":{"groups":["a",1,null,"b"]}}}'));
  t.match(groups, { admission: { groups: ['a', 'b'] } });
});

t.test('the version is echoed where it is one of the two that exist', async (t) => {
  const versions = { '"admission.k8s.io/v1"': 'v1', '"admission.k8s.io/v1beta1"': 'v1beta1', '"v2"': 'v1', '[]': 'v1' };
  for (const [given, expected] of Object.entries(versions)) {
    const decoded = decodeReview(Buffer.from(`{"apiVersion":${given},"request":{"uid":"u"}}`));
    t.match(decoded, { ok: true, apiVersion: `admission.k8s.io/${expected}` }, given);
  }
});

t.test('what is no review is refused with a sentence that says what would be right', async (t) => {
  const bodies = [
    '',
    'hello',
    '[]',
    'null',
    '7',
    '"x"',
    '{}',
    '{"request":[]}',
    '{"request":{}}',
    '{"request":{"uid":""}}',
    '{"request":{"uid":7}}',
    '{"__proto__":{"request":{"uid":"u"}}}',
  ];
  const words = bodies.map((body) => {
    const decoded = decodeReview(Buffer.from(body));
    return `${body} -> ${decoded.ok ? 'accepted' : decoded.why}`;
  });
  t.matchSnapshot(words.join('\n'));
  t.match(decodeReview(undefined), { ok: false, why: /no body/ });
});

// ---------------------------------------------------------------------------------------------------------- encoding

t.test('an allowed review is answered with uid and verdict, and nothing else', async (t) => {
  t.strictSame(JSON.parse(encodeReview('admission.k8s.io/v1', anAdmission(), ALLOWED)), {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    response: { uid: 'u-1', allowed: true },
  });
});

t.test('a denial is a 403 with reason, message, causes; warnings and annotations are legal', async (t) => {
  const answer = encodeReview('admission.k8s.io/v1beta1', anAdmission(), {
    ...ALLOWED,
    allowed: false,
    decision: 'deny',
    message: 'no.\nReally.',
    causes: [{ reason: 'PG101', field: 'spec.containers[0].image', message: 'm' }],
    warnings: ['one\n\ttwo\u2028three', '\n', 'plain'],
    auditAnnotations: {
      decision: 'deny',
      'a/b': 'dropped',
      '-x': 'dropped',
      ['k'.repeat(64)]: 'dropped',
      'k.e-y_1': 'v',
    },
  });
  t.strictSame(JSON.parse(answer), {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1beta1',
    response: {
      uid: 'u-1',
      allowed: false,
      status: {
        status: 'Failure',
        code: 403,
        reason: 'Forbidden',
        message: 'no.\nReally.',
        details: {
          group: '',
          kind: 'Pod',
          name: 'web',
          causes: [{ reason: 'PG101', field: 'spec.containers[0].image', message: 'm' }],
        },
      },
      auditAnnotations: { decision: 'deny', 'k.e-y_1': 'v' },
      warnings: ['one two three', 'plain'],
    },
  });
});

t.test('a denial never goes without a message', async (t) => {
  const answer = JSON.parse(encodeReview('admission.k8s.io/v1', anAdmission(), { ...ALLOWED, allowed: false }));
  t.equal(answer.response.status.message, 'Pullgate denies this request.');
});

t.test('which annotations and warnings the API server would take', async (t) => {
  const sent = (change: Partial<typeof ALLOWED>) =>
    JSON.parse(encodeReview('admission.k8s.io/v1', anAdmission(), { ...ALLOWED, ...change })).response;
  const taken = ['a', '9', 'A', 'z', 'Z', '0', 'aa', 'a.b', 'a_b', 'a-b', 'a..b', `a${'x'.repeat(61)}z`];
  const dropped = [
    '',
    '-',
    'a-',
    '-a',
    '_a',
    'a_',
    '.a',
    'a.',
    'a/b',
    'a b',
    'é',
    'aé',
    'éa',
    'a\nb',
    'a\n',
    '\na',
    `a${'x'.repeat(62)}z`,
    '@a',
    '[a',
    'a`',
  ];
  for (const key of taken)
    t.strictSame(sent({ auditAnnotations: { [key]: 'v' } }).auditAnnotations, { [key]: 'v' }, key);
  for (const key of dropped)
    t.notOk('auditAnnotations' in sent({ auditAnnotations: { [key]: 'v' } }), JSON.stringify(key));
  for (const code of [0, 9, 10, 0x1f, 0x7f, 0x85, 0x9f, 0x2028, 0x2029]) {
    const character = String.fromCharCode(code);
    t.strictSame(
      sent({ warnings: [`a${character}${character}b${character}`] }).warnings,
      ['a b'],
      `U+${code.toString(16)}`,
    );
  }
  for (const code of [0x20, 0x7e, 0xa0, 0x2027, 0x202a]) {
    const text = `a${String.fromCharCode(code)}b`;
    t.strictSame(sent({ warnings: [text] }).warnings, [text], `U+${code.toString(16)}`);
  }
  t.strictSame(sent({ warnings: ['\u0000 a \n'] }).warnings, ['a']);
  t.notOk('warnings' in sent({ warnings: ['\n', ''] }));
  const patch = [{ op: 'add', path: '/spec/x', value: 'ü' }] as const;
  const patched = sent({ injection: { result: 'add', added: [], patch } as never });
  t.equal(patched.patchType, 'JSONPatch');
  t.strictSame(JSON.parse(Buffer.from(patched.patch, 'base64').toString()), patch);
  const none = sent({ injection: { result: 'no-help', added: [], patch: [] } });
  t.strictSame(none, { uid: 'u-1', allowed: true });
});
