/** What must be true of the image at rest: its configuration, its layers and every file that we add to the base. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes that the image adds to its base, unpacked: the bundle, licences, an example. */
const MOST_BYTES = 5_000_000;

const SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{60,}/,
  /:_(auth|authToken|password)\s*=/,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/,
  /\bnpm_[A-Za-z0-9]{30,}/,
  /\bAKIA[A-Z0-9]{16}\b/,
];

export function inspectConfig(check, { config, history, created }, { version, revision, built, base }) {
  check.equal('the user is a number that is not root', config.User, '65532:65532');
  check.equal('the program is Node.js with the bundle, without a shell', config.Entrypoint, [
    '/nodejs/bin/node',
    '--max-semi-space-size=4',
    '--no-allocation-site-pretenuring',
    '--no-parallel-scavenge',
    '--disable-sigusr1',
    '/app/pullgate.mjs',
  ]);
  check.equal('it serves where no arguments are given', config.Cmd, ['serve']);
  check.equal('it works in its own directory', config.WorkingDir, '/app');
  check.equal('it says the ports of an unconfigured server', Object.keys(config.ExposedPorts ?? {}).sort(), [
    '8081/tcp',
    '8443/tcp',
  ]);
  check.true('it asks for no volume', Object.keys(config.Volumes ?? {}).length === 0, config.Volumes);
  check.true('it has no HEALTHCHECK: the probes are those of Kubernetes', config.Healthcheck === undefined);
  const names = (config.Env ?? []).map((entry) => entry.split('=')[0]).sort();
  check.true(
    'its environment is that of the base',
    names.every((name) => ['PATH', 'SSL_CERT_FILE'].includes(name)),
    names,
  );
  const labels = Object.fromEntries(
    Object.entries(config.Labels ?? {}).map(([name, value]) => [name.replace('org.opencontainers.image.', ''), value]),
  );
  check.equal('the label version is that of package.json', labels['version'], version);
  check.equal('the label revision is the build argument', labels['revision'], revision);
  check.equal('the label created is the build argument', labels['created'], built);
  check.equal('the label base.name is the base image', labels['base.name'], base);
  check.equal('the label licenses is that of package.json', labels['licenses'], 'Apache-2.0');
  check.true('title and description are there', Boolean(labels['title'] && labels['description']), labels);
  const text = JSON.stringify({ config, history, created });
  check.true(
    'nothing of the build is told by it: no registry, no authority, no secret',
    !/NPM_CONFIG_REGISTRY=|NODE_EXTRA_CA_CERTS=|npmrc/.test(text) && SECRETS.every((secret) => !secret.test(text)),
    text,
  );
}

export function inspectFiles(check, image, base, rootfs) {
  const below = base.rootfs.diff_ids.length;
  const added = image.layers.slice(below);
  check.equal('the layers below are those of the base', image.rootfs.diff_ids.slice(0, below), base.rootfs.diff_ids);
  check.true('one or two layers are added', added.length >= 1 && added.length <= 2, added.length);
  const entries = added.flatMap(({ files }) => files);
  const files = entries.filter(({ mode }) => !mode.startsWith('d'));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const packed = added.reduce((sum, { size }) => sum + size, 0);
  check.note(
    `added to the base: ${added.length} layer, ${files.length} files, ${mb(bytes)} MB, ${mb(packed)} MB packed`,
  );
  check.note(`the base here: ${mb(base.layers.reduce((sum, { size }) => sum + size, 0))} MB packed`);
  check.true(`they have less than ${mb(MOST_BYTES)} MB`, bytes < MOST_BYTES, bytes);
  const names = files.map(({ name }) => name);
  const elsewhere = names.filter((name) => !name.startsWith('/app/'));
  check.equal('every added file is in /app', elsewhere, []);
  check.equal(
    'the code is one file, and the client of registries',
    names.filter((name) => /\.([cm]?js|ts|node|wasm|map)$/.test(name)).sort(),
    ['/app/pullgate.mjs', '/app/undici.cjs'],
  );
  const wrong = names.filter((name) => /node_modules|\.git|\/test|\.npmrc|\.env|\.(pem|key|sh)$/.test(name));
  check.equal('no node_modules, tests, history, keys, settings of npm or scripts', wrong, []);
  const kinds = entries.filter(({ mode }) => !/^[-d]/.test(mode)).map(({ name }) => name);
  check.equal('files and directories only: no links, no devices', kinds, []);
  const owned = entries.filter(({ uid, gid }) => uid !== 0 || gid !== 0).map(({ name }) => name);
  check.equal('everything belongs to root', owned, []);
  const open = entries
    .filter(({ mode }) => mode[5] === 'w' || mode[8] === 'w' || /[st]/i.test(mode))
    .map(({ name }) => name);
  check.equal('nothing can be written by others, nothing is setuid', open, []);
  const closed = entries.filter(({ mode }) => mode[7] !== 'r').map(({ name }) => name);
  check.equal('everything can be read by the user', closed, []);
  const programs = files.filter(({ mode }) => mode.includes('x')).map(({ name }) => name);
  check.equal('no file is a program: only Node.js of the base runs', programs, []);
  const secrets = names.filter((name) =>
    SECRETS.some((secret) => secret.test(readFileSync(join(rootfs, name), 'utf8'))),
  );
  check.equal('no file holds a private key or a token', secrets, []);
  inspectLicences(check, rootfs);
  const shells = base.layers.flatMap((layer) =>
    layer.files.filter(({ name }) => /\/bin\/(ba|da|a|z|k)?sh$/.test(name)),
  );
  check.equal(
    'there is no shell, in the base neither',
    shells.map(({ name }) => name),
    [],
  );
}

function inspectLicences(check, rootfs) {
  const text = readFileSync(join(rootfs, 'app/THIRD-PARTY-LICENSES.txt'), 'utf8');
  const bundled = [...text.matchAll(/^-{80}\n(\S+) \d/gm)].map(([, name]) => name);
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  check.equal(
    'the licence of every runtime package is told',
    Object.keys(dependencies).filter((name) => !bundled.includes(name)),
    [],
  );
  check.equal(
    'no development package is in the bundle',
    Object.keys(devDependencies).filter((name) => bundled.includes(name)),
    [],
  );
}

const mb = (bytes) => (bytes / 1e6).toFixed(1);
