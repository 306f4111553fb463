/**
 * Stand-ins for the two base images, for machines that reach Debian and npm but no image registry. They have the names
 * and the places of the real ones: Debian with Node.js and npm to build in; the C library, certificates and Node.js and
 * nothing else, no shell above all, to run in. Made once, kept in the cache.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SUITE = 'trixie';
const NODE_LINE = '24';
/** Its own, because the one in Debian is made for another Node.js. */
const NPM_LINE = '11';

/** What distroless takes from Debian for Node.js (GoogleContainerTools/distroless, the pages of nodejs and base). */
const DEBS = ['base-files', 'libc6', 'libgcc-s1', 'libstdc++6'];

export function makeBases(buildah, { nodeImage, baseImage, cache, tell }) {
  if (!buildah.has(nodeImage) || !buildah.has(baseImage)) {
    const debian = getDebian(cache, tell);
    const tools = getNode(cache, tell);
    if (!buildah.has(nodeImage)) buildah.fromRoot(nodeImage, nodeRoot(debian, tools, join(cache, 'node-root')));
    if (!buildah.has(baseImage)) {
      const config = ['--user', '65532', '--workingdir', '/home/nonroot', '--entrypoint', '["/nodejs/bin/node"]'];
      const env = ['--env', 'SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt'];
      buildah.fromRoot(baseImage, bareRoot(debian, tools, join(cache, 'bare-root')), [...config, ...env]);
    }
    for (const root of ['node-root', 'bare-root']) rmSync(join(cache, root), { recursive: true, force: true });
  }
}

/** A directory that is only there when it is complete. */
function once(directory, make) {
  if (!existsSync(directory)) {
    const unfinished = `${directory}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    make(unfinished);
    execFileSync('mv', [unfinished, directory]);
  }
  return directory;
}

function getDebian(cache, tell) {
  return once(join(cache, `debian-${SUITE}`), (directory) => {
    tell(`debootstrap of Debian ${SUITE} (once, some minutes)`);
    execFileSync('debootstrap', ['--variant=minbase', '--include=ca-certificates', SUITE, directory, debianMirror()], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  });
}

/** The mirror that this machine installs its own packages from. */
function debianMirror() {
  const format = ['indextargets', '--format', '$(REPO_URI) $(RELEASE)', 'Created-By: Packages'];
  const rows = execFileSync('apt-get', format, { encoding: 'utf8' }).split('\n');
  const main = rows.find((row) => /^https?:/.test(row) && !/security|updates|backports/.test(row));
  return main?.split(' ')[0] ?? 'http://deb.debian.org/debian';
}

/** The packages for this platform hold the official binary and need no install script. */
function getNode(cache, tell) {
  return once(join(cache, `node-${NODE_LINE}`), (directory) => {
    tell(`npm install of Node.js ${NODE_LINE} and npm ${NPM_LINE} (once)`);
    const packages = [`node-linux-${process.arch}@${NODE_LINE}`, `npm@${NPM_LINE}`];
    const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', directory];
    execFileSync('npm', ['install', ...flags, ...packages], { stdio: ['ignore', 'ignore', 'inherit'] });
  });
}

const binaryOf = (tools) => join(tools, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');

function nodeRoot(debian, tools, root) {
  rmSync(root, { recursive: true, force: true });
  execFileSync('cp', ['-a', debian, root]);
  rmSync(join(root, 'var/cache/apt'), { recursive: true, force: true });
  const local = join(root, 'usr/local');
  cpSync(binaryOf(tools), join(local, 'bin/node'));
  cpSync(join(tools, 'node_modules/npm'), join(local, 'lib/node_modules/npm'), { recursive: true });
  for (const program of ['npm', 'npx']) {
    symlinkSync(`../lib/node_modules/npm/bin/${program}-cli.js`, join(local, 'bin', program));
  }
  return root;
}

function bareRoot(debian, tools, root) {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const debs = join(debian, 'var/cache/apt/archives');
  for (const name of DEBS) {
    const file = readdirSync(debs).find((entry) => entry.startsWith(`${name}_`));
    if (file === undefined) throw new Error(`debootstrap left no package ${name} in ${debs}`);
    execFileSync('dpkg-deb', ['--extract', join(debs, file), root]);
  }
  mkdirSync(join(root, 'nodejs/bin'), { recursive: true });
  cpSync(binaryOf(tools), join(root, 'nodejs/bin/node'));
  mkdirSync(join(root, 'etc/ssl/certs'), { recursive: true });
  const authorities = 'etc/ssl/certs/ca-certificates.crt';
  cpSync(join(debian, authorities), join(root, authorities));
  writeFileSync(
    join(root, 'etc/passwd'),
    'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n',
  );
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nnonroot:x:65532:\n');
  writeFileSync(join(root, 'etc/nsswitch.conf'), 'hosts: files dns\n');
  mkdirSync(join(root, 'home/nonroot'), { recursive: true });
  execFileSync('chown', ['65532:65532', join(root, 'home/nonroot')]);
  return root;
}
