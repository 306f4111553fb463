/**
 * Runs the image as a cluster would: crun, uid 65532, read-only root, no capabilities, no new privileges, 128 MiB. The
 * limit is one of a memory cgroup where this machine lets crun make one; else the peak of the process is measured, and
 * the words say so. Only the network is the host's, so that the tests reach it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const MEMORY = 128 * 1024 * 1024;

/**
 * crun refuses a machine with cgroups of version 1 beside a mounted version 2 that has controllers. In a mount namespace
 * of its own without that second one it works, and the machine is left as it is.
 */
const VERSION_1_ONLY = ['unshare', '--mount', 'sh', '-c', 'umount /sys/fs/cgroup/unified; exec "$@"', 'sh'];

/** The ways to hold a container to its memory, strongest first. */
const WAYS = [
  { words: 'a memory cgroup, made by crun', limits: true, before: [] },
  { words: 'a memory cgroup of version 1, made by crun', limits: true, before: VERSION_1_ONLY },
  { words: 'this machine lets crun make no cgroup; the peak is measured', limits: false, before: [] },
  { words: 'this machine lets crun make no cgroup; the peak is measured', limits: false, before: VERSION_1_ONLY },
];

let turn = 0;

export function createRuntime({ rootfs, image, work }) {
  const start = (args, options = {}) => {
    turn += 1;
    const id = `pullgate-image-${process.pid}-${turn}`;
    const bundle = join(work, id);
    mkdirSync(bundle, { recursive: true });
    const spec = specOf({ rootfs, image, args, id, limits: way.limits, ...options });
    writeFileSync(join(bundle, 'config.json'), JSON.stringify(spec));
    return launch({ id, bundle, way, state: join(work, 'crun') });
  };
  let [way] = WAYS;
  return {
    start,
    /** Runs to its end; `input` is its standard input. */
    async run(args, { input = '', ...options } = {}) {
      const container = start(args, options);
      container.end(input);
      const code = await container.exited;
      return { code, ...container.output };
    },
    /** Takes the first way in which a container starts at all. */
    async probe() {
      const refusals = [];
      for (way of WAYS) {
        const container = start(['version']);
        container.end('');
        if ((await container.exited) === 0) return way;
        refusals.push(container.output.stderr);
      }
      throw new Error(`crun starts nothing:\n${refusals.join('')}`);
    },
  };
}

function launch({ id, bundle, way, state }) {
  const manager = way.limits ? 'cgroupfs' : 'disabled';
  const [program = '', ...own] = [...way.before, 'crun', '--root', state, `--cgroup-manager=${manager}`];
  const child = spawn(program, [...own, 'run', '--bundle', bundle, id], { stdio: ['pipe', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => (output[name] += chunk));
  child.stdin.on('error', () => {});
  const exited = new Promise((resolve) => child.once('close', resolve));
  const crun = (...args) => spawnSync(program, [...own, ...args], { encoding: 'utf8' });
  return {
    output,
    exited,
    end: (input) => child.stdin.end(input),
    /** Of the process in the container, as the host counts. */
    pid: () => JSON.parse(crun('state', id).stdout).pid,
    kill: (signal) => crun('kill', id, signal),
    remove: () => crun('delete', '--force', id),
    async until(pattern, ms = 60_000) {
      for (const end = Date.now() + ms; Date.now() < end; ) {
        const found = pattern.exec(output.stderr);
        if (found !== null) return found;
        if (child.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`the container did not say ${pattern}:\n${output.stderr}${output.stdout}`);
    },
  };
}

function specOf({ rootfs, image, args, id, limits, files }) {
  const { Entrypoint, Cmd, Env, User, WorkingDir } = image.config;
  const [uid, gid] = User.split(':').map(Number);
  const proc = { destination: '/proc', type: 'proc', source: 'proc', options: ['nosuid', 'noexec', 'nodev'] };
  const dev = { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'size=64k', 'mode=755'] };
  const given = files === undefined ? [] : [bind('/run/probe', files)];
  return {
    ociVersion: '1.0.2',
    process: {
      terminal: false,
      user: { uid, gid },
      args: [...Entrypoint, ...(args ?? Cmd)],
      env: Env,
      cwd: WorkingDir,
      noNewPrivileges: true,
      capabilities: { bounding: [], effective: [], inheritable: [], permitted: [], ambient: [] },
    },
    root: { path: rootfs, readonly: true },
    mounts: [proc, dev, ...given],
    linux: {
      namespaces: ['pid', 'ipc', 'uts', 'mount'].map((type) => ({ type })),
      ...(limits ? { cgroupsPath: `/${id}`, resources: { memory: { limit: MEMORY, swap: MEMORY } } } : {}),
      maskedPaths: ['/proc/kcore', '/proc/keys', '/proc/timer_list'],
      readonlyPaths: ['/proc/sys', '/proc/bus', '/proc/irq', '/proc/sysrq-trigger'],
    },
  };
}

function bind(destination, source) {
  return { destination, type: 'bind', source, options: ['bind', 'ro', 'nosuid', 'nodev'] };
}

/** What the kernel says of a process: ids, capabilities, peak of memory. */
export function statusOf(pid) {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Object.fromEntries(text.split('\n').map((row) => row.split(/:\s*/, 2)));
}

/** Limit and peak of the memory cgroup of a process, version 2 or 1; undefined where there is none of its own. */
export function memoryCgroup(pid) {
  for (const row of readFileSync(`/proc/${pid}/cgroup`, 'utf8').trim().split('\n')) {
    const [, controllers = '', path = ''] = row.split(/:(.*?):/s);
    const version2 = controllers === '' && existsSync('/sys/fs/cgroup/cgroup.controllers');
    if (!version2 && controllers !== 'memory') continue;
    const folder = join('/sys/fs/cgroup', version2 ? '' : 'memory', path);
    const names = version2 ? ['memory.max', 'memory.peak'] : ['memory.limit_in_bytes', 'memory.max_usage_in_bytes'];
    if (!existsSync(folder)) continue;
    const [limit, peak] = names.map((name) => number(join(folder, name)));
    if (limit === MEMORY) return { limit, peak, kills: killsIn(folder) };
  }
  return undefined;
}

function number(file) {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}

function killsIn(folder) {
  const file = ['memory.events', 'memory.oom_control'].map((name) => join(folder, name)).find(existsSync);
  return file === undefined ? undefined : Number(/oom_kill (\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
}
