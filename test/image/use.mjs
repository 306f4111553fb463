/** What must be true of the running image: it answers reviews over HTTPS within its memory, and ends when it is told to. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { MEMORY, memoryCgroup, statusOf } from './container.mjs';

/** More than a rollout of a small cluster asks, so that the memory is that of a process at work. */
const REVIEWS = 300;

export async function useImage(check, { runtime, version, work, root }) {
  const { words, limits } = await runtime.probe();
  check.note(`memory of 128 MiB: ${words}`);
  await tryCommands(check, runtime, { version, root });
  const server = runtime.start(['serve', '--cluster-directory', 'docs/example/cluster', ...FREE_PORTS]);
  try {
    server.end('');
    const [, url, health] = await server.until(/listens on (https:\S+?)[, ].*health on (http:\S+?)\)/);
    const pid = server.pid();
    lookAtProcess(check, pid);
    await postReviews(check, url, root);
    await askHealth(check, health);
    await probeIt(check, runtime, { url, work });
    lookAtMemory(check, pid, limits);
    await stop(check, server);
  } finally {
    server.remove();
  }
}

const FREE_PORTS = ['--server-port', '0', '--server-health-port', '0'];

async function tryCommands(check, runtime, { version, root }) {
  const told = await runtime.run(['version']);
  check.true('`version` is that of package.json', told.stdout.startsWith(`pullgate ${version} (Node.js v24.`), told);
  const page = await runtime.run(['explain', 'PG205']);
  const shipped = readFileSync(join(root, 'docs/rules/PG205.md'), 'utf8');
  check.true('`explain` prints the page of docs/rules', page.code === 0 && page.stdout === shipped, page);
  const input = readFileSync(join(root, 'docs/example/web.yaml'), 'utf8');
  const checked = await runtime.run(['check', '--cluster-dir', 'docs/example/cluster', '-'], { input });
  check.true('`check` denies the example', checked.code === 1 && /\[?PG\d{3}/.test(checked.stdout), checked);
  const printed = await runtime.run(['config', 'print']);
  check.true('`config print` works', printed.code === 0 && printed.stdout.includes('mode:'), printed);
}

function lookAtProcess(check, pid) {
  const status = statusOf(pid);
  check.true(
    'it runs as 65532, group 65532',
    /^65532\t65532\t/.test(status['Uid']) && /^65532\t65532\t/.test(status['Gid']),
    status,
  );
  const capabilities = ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].map((name) => status[name]);
  check.true(
    'it has no capabilities',
    capabilities.every((mask) => /^0+$/.test(mask)),
    capabilities,
  );
  check.equal('it can gain no privileges', status['NoNewPrivs'], '1');
  check.true('it is PID 1 of its container', /\t1$/.test(status['NSpid'] ?? ''), status['NSpid']);
  const [mount = ''] = readFileSync(`/proc/${pid}/mountinfo`, 'utf8')
    .split('\n')
    .filter((row) => row.split(' ')[4] === '/');
  check.true('its root is read-only', /^ro(,|$)/.test(mount.split(' ')[5] ?? ''), mount);
}

async function postReviews(check, url, root) {
  for (const [file, allowed] of [
    ['review-denied.json', false],
    ['review-allowed.json', true],
  ]) {
    const body = readFileSync(join(root, 'docs/example', file), 'utf8');
    const { status, text } = await post(url, body);
    const { response } = status === 200 ? JSON.parse(text) : {};
    const { uid } = JSON.parse(body).request;
    check.true(
      `${file} is ${allowed ? 'allowed' : 'denied'}`,
      response?.uid === uid && response?.allowed === allowed,
      text,
    );
    if (!allowed) check.true('the denial says why', /\[PG\d{3}\]/.test(response?.status?.message ?? ''), text);
  }
  const body = readFileSync(join(root, 'docs/example/review-denied.json'), 'utf8');
  let answered = 0;
  for (let turn = 0; turn < REVIEWS; turn += 1) answered += Number((await post(url, body)).status === 200);
  check.equal(`${REVIEWS} further reviews are answered`, answered, REVIEWS);
}

function post(url, body) {
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      rejectUnauthorized: false,
      headers: { 'content-type': 'application/json' },
    });
    call.on('error', reject);
    call.on('response', (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    call.end(body);
  });
}

async function askHealth(check, health) {
  for (const path of ['/livez', '/readyz']) {
    const { status } = await fetch(`${health}${path}`);
    check.equal(`${path} answers 200`, status, 200);
  }
}

/** As the pod of `helm test`: a second container of the same image. */
async function probeIt(check, runtime, { url, work }) {
  const files = join(work, 'probe');
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, 'ca.crt'), await certificateOf(url));
  const good = await runtime.run(['probe', '--url', url, '--ca-file', '/run/probe/ca.crt'], { files });
  check.true('`probe` in a second container gets an answer', good.code === 0 && /well-formed/.test(good.stdout), good);
  const stranger = await runtime.run(['probe', '--url', url]);
  check.true('`probe` trusts no certificate that it was not given', stranger.code === 3, stranger);
}

function certificateOf(url) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
      const { raw } = socket.getPeerCertificate();
      socket.destroy();
      resolve(
        `-----BEGIN CERTIFICATE-----\n${raw.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
      );
    });
    socket.once('error', reject);
  });
}

function lookAtMemory(check, pid, limits) {
  const peakRss = Number.parseInt(statusOf(pid)['VmHWM'], 10) * 1024;
  check.note(`peak resident memory ${mib(peakRss)} MiB`);
  if (!limits) {
    check.true('its peak stays below 128 MiB', peakRss < MEMORY, peakRss);
    return;
  }
  const cgroup = memoryCgroup(pid);
  check.equal('its cgroup has the limit of 128 MiB', cgroup?.limit, MEMORY);
  check.note(`peak of the cgroup ${mib(cgroup?.peak ?? Number.NaN)} MiB`);
  check.equal('nothing was killed for memory', cgroup?.kills, 0);
}

async function stop(check, server) {
  const begin = performance.now();
  server.kill('TERM');
  const late = setTimeout(() => server.kill('KILL'), 40_000);
  const code = await server.exited;
  clearTimeout(late);
  const seconds = (performance.now() - begin) / 1000;
  check.true(
    'SIGTERM drains, and the process ends with 0 within the grace period of 40 s',
    code === 0 && seconds < 40,
    { code, seconds },
  );
  check.note(`it took ${seconds.toFixed(1)} s`);
  const logged = server.output.stdout.trim().split('\n');
  const isJson = (line) => line.startsWith('{') && line.endsWith('}') && typeof JSON.parse(line) === 'object';
  check.true(
    'standard output is one JSON object per line',
    logged.length > REVIEWS && logged.every(isJson),
    logged.at(-1),
  );
}

const mib = (bytes) => (bytes / 1024 / 1024).toFixed(1);
