// @ts-check
/**
 * One fault for each row: what is put into a copy of Pullgate so that its row must fail (broken.mjs). A row that does not fail
 * with its fault shows nothing without it.
 */

/**
 * @typedef {object} Fault
 * @property {string} row
 * @property {string} what a clause: what is wrong then
 * @property {string} file from the root of the project
 * @property {string} text stands in it once
 * @property {string} instead
 */

const TIMINGS = 'src/cluster/timings.ts';

/** @type {readonly Fault[]} */
export const FAULTS = [
  {
    row: 'R1',
    what: 'SIGTERM closes the server at once',
    file: 'src/webhook/drain.ts',
    text: 'if (times.leastMs === 0) return;',
    instead: 'return;',
  },
  {
    row: 'R2',
    what: 'one review in fifty is never answered',
    file: 'src/webhook/answering.ts',
    text: 'rounds.enter(() => read(webhook, request, reply, failed), sizeOf(request.body), failed);',
    instead:
      'if (performance.now() % 50 > 1) rounds.enter(() => read(webhook, request, reply, failed), sizeOf(request.body), failed);',
  },
  {
    row: 'R3',
    what: 'the first certificate is served for ever',
    file: 'src/tls/keeper.ts',
    text: 'if (before !== undefined && isSame(before.leaf, leaf)) return;',
    instead: 'if (before !== undefined) return;',
  },
  {
    row: 'R4',
    what: 'the two bundles are not the same',
    file: 'src/cluster/tls-objects.ts',
    text: 'const body = patchOf(seen, bundle);',
    instead: "const body = patchOf(seen, kind === 'mutating' ? `${bundle}\\n` : bundle);",
  },
  {
    row: 'R5',
    what: 'a bundle is written every ten seconds at most',
    file: 'src/tls/webhook-configurations.ts',
    text: 'const PATCH_GAP_MS = 500;',
    instead: 'const PATCH_GAP_MS = 10_000;',
  },
  {
    row: 'R6',
    what: 'a server that is away is tried ten times as often',
    file: TIMINGS,
    text: 'awayMostMs: 2750',
    instead: 'awayMostMs: 275',
  },
  {
    row: 'R7',
    what: 'what it stood still itself counts as silence of the API server',
    file: 'src/process/timers.ts',
    text: 'left -= Math.max(wait, Math.min(clock() - began, 2 * LOOK_MS));',
    instead: 'left -= clock() - began;',
  },
  { row: 'R8', what: 'silence is noticed late', file: TIMINGS, text: '85 * SECOND', instead: '130 * SECOND' },
  {
    row: 'R9',
    what: 'the kernel is not asked to look whether the other side is there',
    file: 'src/cluster/api-client.ts',
    text: "call.on('socket', (socket) => socket.setKeepAlive(true, KEEP_ALIVE_MS));",
    instead: '',
  },
  {
    row: 'R10',
    what: 'a fault may cause twenty lists a minute',
    file: TIMINGS,
    text: 'relistsPerWindow: 2,',
    instead: 'relistsPerWindow: 20,',
  },
  {
    row: 'R11',
    what: 'a line that is no event is passed over',
    file: 'src/cluster/watch-event.ts',
    text: "return failure('malformed', 'a line is no event');",
    instead: "return { kind: 'bookmark', version: '1' };",
  },
  {
    row: 'R12',
    what: 'a fault may cause twenty lists a minute',
    file: TIMINGS,
    text: 'relistsPerWindow: 2,',
    instead: 'relistsPerWindow: 20,',
  },
  {
    row: 'R13',
    what: 'a token that is refused is kept for two seconds more',
    file: 'src/cluster/api-client.ts',
    text: 'access.reloadToken();',
    instead: 'setTimeout(() => access.reloadToken(), 2200);',
  },
  {
    row: 'R14',
    what: 'nothing is asked anew',
    file: 'src/cluster/live.ts',
    text: 'const asked = reads.state;',
    instead: 'const asked = cache;',
  },
  {
    row: 'R15',
    what: 'a new batch of fresh reads begins five times as often',
    file: TIMINGS,
    text: 'freshGapMs: 100',
    instead: 'freshGapMs: 20',
  },
  {
    row: 'R16',
    what: 'a list is read in one go',
    file: TIMINGS,
    text: 'pageSize: 500,\n  lineBytes: 4 * MIB,\n  pageBytes: 1 * MIB',
    instead: 'pageSize: 50_000,\n  lineBytes: 400 * MIB,\n  pageBytes: 400 * MIB',
  },
  {
    row: 'R17',
    what: 'a Secret that is deleted is held on',
    file: 'src/cluster/watch.ts',
    text: 'store.delete(event.kept.namespace, event.kept.name);',
    instead: '',
  },
  {
    row: 'S1',
    what: 'the patch adds to a field that a Pod has not',
    file: 'src/core/inject/patch.ts',
    text: "path: '/spec/imagePullSecrets/-'",
    instead: "path: '/spec/imagePullSecret/-'",
  },
  {
    row: 'S2',
    what: 'a tag may have 129 characters',
    file: 'src/core/image/parse.ts',
    text: 'const MAX_TAG = 128;',
    instead: 'const MAX_TAG = 129;',
  },
  {
    row: 'S3',
    what: 'the parser keeps what was the password',
    file: 'src/core/secret/parse.ts',
    text: "hasUser: username !== '', ...credential, ignoredToken }",
    instead: "hasUser: username !== '', ...credential, ignoredToken, kept: password }",
  },
  {
    row: 'S4',
    what: 'what is no HTTP is answered with 200',
    file: 'src/webhook/app.ts',
    text: 'socket.end(refusalMessage(refusal), () => socket.destroy());',
    instead: "socket.end('HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\n\\r\\n', () => socket.destroy());",
  },
  {
    row: 'S5',
    what: 'who sends a body byte by byte may take ten minutes',
    file: 'src/webhook/limits.ts',
    text: 'requestMs: 10_000',
    instead: 'requestMs: 600_000',
  },
  {
    row: 'S6',
    what: 'large bodies are all read at once',
    file: 'src/webhook/limits.ts',
    text: 'largeBytesAtOnce: 16 * 1024 * 1024,\n  largeBytesPerSecond: 40 * 1024 * 1024,',
    instead: 'largeBytesAtOnce: 4096 * 1024 * 1024,\n  largeBytesPerSecond: 4096 * 1024 * 1024,',
  },
  {
    row: 'S7',
    what: 'nobody looks at ephemeral containers',
    file: 'src/facts/assess.ts',
    text: "if (subresource !== '' && subresource !== 'ephemeralcontainers')",
    instead: "if (subresource !== '')",
  },
  {
    row: 'S8',
    what: 'the parser keeps what was the password',
    file: 'src/core/secret/parse.ts',
    text: "hasUser: username !== '', ...credential, ignoredToken }",
    instead: "hasUser: username !== '', ...credential, ignoredToken, kept: password }",
  },
  {
    row: 'S9',
    what: 'a suite with CBC is offered',
    file: 'src/webhook/secure-context.ts',
    text: "'ECDHE-RSA-CHACHA20-POLY1305',",
    instead: "'ECDHE-RSA-CHACHA20-POLY1305',\n  'ECDHE-ECDSA-AES128-SHA',",
  },
  {
    row: 'S10',
    what: 'namespaces that hold a Secret of the name are told, whoever asks',
    file: 'src/facts/gather.ts',
    text: "wanted.has('elsewhere') && settings.messages.otherNamespaces",
    instead: "wanted.has('elsewhere')",
  },
  {
    row: 'S11',
    what: 'the chart grants ConfigMaps, too',
    file: 'charts/pullgate/templates/clusterrole.yaml',
    text: 'resources: [{{ .resource }}]\n    {{- if .named }}',
    instead: 'resources: [{{ .resource }}, configmaps]\n    {{- if .named }}',
  },
  {
    row: 'O1',
    what: '`Fail` with one replica is taken',
    file: 'charts/pullgate/templates/validate.yaml',
    text: '(not $webhook.failWithOneReplica) -}}',
    instead: '(not $webhook.failWithOneReplica) false -}}',
  },
  {
    row: 'O2',
    what: 'a mirror pod is judged like any other',
    file: 'src/core/subject.ts',
    text: 'return subject.isPod && subject.mirror;',
    instead: 'return false;',
  },
  {
    row: 'O3',
    what: 'the list that a Pod has already is not looked at',
    file: 'src/facts/inject.ts',
    text: 'const first = yield* plan(subject, request, context);',
    instead: 'const first = yield* plan({ ...subject, imagePullSecrets: [] }, request, context);',
  },
  {
    row: 'O4',
    what: 'a list of pull secrets that is an object counts as right',
    file: 'src/core/shape.ts',
    text: "export const PULL_SECRETS: Shape = {\n  is: 'list',\n  of: {\n    is: 'object',\n    fields: { name: TEXT },\n    right: (value) => `write \"- name: ${nameIn(value)}\"`,\n  },\n  right: rightList,\n};",
    instead: "export const PULL_SECRETS: Shape = { is: 'object', fields: {} };",
  },
];
