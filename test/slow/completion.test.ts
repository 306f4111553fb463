/** The scripts of `pullgate completion`, asked in the real shells. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { COMMANDS, run } from '../../src/cli/index.js';
import { RULES } from '../../src/core/rules/index.js';

async function printed(...argv: readonly string[]): Promise<string> {
  const out: string[] = [];
  const io = { stdout: { write: (text: string) => out.push(text) }, stderr: { write: () => true } };
  const world = { ...io, stdin: (async function* () {})(), env: {}, cwd: '.', isTTY: false, now: () => 0 };
  t.equal(await run(argv, world), 0);
  return out.join('');
}

const script = (shell: string): Promise<string> => printed('completion', shell);

/** The long options of each command, as its help lists them. */
const OPTIONS = await Promise.all(
  COMMANDS.map(async ({ name }) => {
    const help = await printed('help', name);
    const options = [...help.matchAll(/^ +(?:-\w, )?(--[a-z][a-z\d-]*)/gm)].map(([, option = '']) => option);
    return { name, options: [...new Set(options)] };
  }),
);

/** What may come next after these words, the last of which is being typed. */
type Ask = (words: readonly string[]) => readonly string[];

const hasShell = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** A shell that is not here is passed over, but not where everything is to be tested. */
const skipped = (shell: string) =>
  hasShell(shell) || process.env['CI'] === 'true' ? {} : { skip: `${shell} is not installed` };

const FORMATS = ['github', 'gitlab', 'json', 'junit', 'markdown', 'sarif', 'tap', 'text'];

function answers(t: Test, ask: Ask): void {
  const sorted = (...words: readonly string[]) => [...new Set(ask(words))].sort();
  const has = (words: readonly string[], ...wanted: readonly string[]) => {
    const found = ask(words);
    for (const each of wanted) t.ok(found.includes(each), `${words.join(' ')}: ${each} of ${found.join(' ')}`);
  };
  const names = [...COMMANDS.map(({ name }) => name), 'help'];
  t.strictSame(
    sorted('').filter((word) => !word.startsWith('-')),
    [...names].sort(),
    'all commands',
  );
  t.strictSame(sorted('ch'), ['check'], 'a command');
  t.strictSame(sorted('completion', ''), ['bash', 'fish', 'zsh']);
  t.strictSame(sorted('config', 'p'), ['print']);
  t.strictSame(sorted('help', 'expl'), ['explain']);
  t.strictSame(
    sorted('explain', 'PG2'),
    RULES.map(({ code }) => code).filter((code) => code.startsWith('PG2')),
  );
  t.strictSame(sorted('check', '-o', ''), FORMATS, 'a choice, of the short name');
  t.strictSame(sorted('check', '--output', 's'), ['sarif']);
  t.strictSame(sorted('check', 'web.yaml', '--fail-on', 'w'), ['warn']);
  t.strictSame(sorted('serve', '--mode', ''), ['audit', 'enforce', 'off', 'warn'], 'a setting');
  for (const { name, options } of OPTIONS) {
    t.ok(options.length > 0, name);
    const found = ask([name, '--']);
    t.strictSame(
      options.filter((option) => !found.includes(option)),
      [],
      `all options of ${name}`,
    );
  }
  t.strictSame(sorted('audit', '-o', 'h'), ['html'], 'a choice of another command');
  has(['audit', '--'], '--suggest', '--drain');
  has(['why', '--'], '--all-namespaces');
  has(['check', '--fail'], '--fail-on');
  has(['check', '--cluster-d'], '--cluster-dir', '--cluster-directory');
  has(['serve', '--cluster-d'], '--cluster-dir', '--cluster-directory');
  has(['check', ''], 'web.yaml', 'manifests');
  has(['check', '-f', 'we'], 'web.yaml');
  const directories = sorted('check', '--cluster-dir', '');
  t.strictSame(
    directories.map((name) => name.replace(/\/$/, '')),
    ['manifests'],
    'a directory',
  );
  t.strictSame(sorted('check', '-n', ''), [], 'a name that nobody knows');
}

function workIn(t: Test): string {
  return t.testdir({ 'web.yaml': '', manifests: {} });
}

t.test('bash', skipped('bash'), async (t) => {
  const cwd = workIn(t);
  writeFileSync(join(cwd, '.script'), await script('bash'));
  const ask: Ask = (words) => {
    const program = `source ./.script
      COMP_WORDS=(pullgate "$@"); COMP_CWORD=$#; COMPREPLY=(); _pullgate 2>&1
      for each in "\${COMPREPLY[@]}"; do printf '%s\\n' "$each"; done`;
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-euc', program, 'bash', ...words], {
      cwd,
      encoding: 'utf8',
    });
    if (stderr !== '') throw new Error(stderr);
    return lines(stdout).filter((name) => name !== '.script');
  };
  answers(t, ask);
  t.strictSame(ask(['check', '--output', '=', 's']), ['sarif'], 'as bash takes --output=s apart');
  t.strictSame(ask(['check', '--output', '=']).length, FORMATS.length);
});

t.test('fish', skipped('fish'), async (t) => {
  const cwd = workIn(t);
  writeFileSync(join(cwd, '.script'), await script('fish'));
  answers(t, (words) => {
    const program = `source ./.script; complete -C ${JSON.stringify(['pullgate', ...words].join(' '))}`;
    const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', program], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, HOME: cwd },
    });
    if (stderr !== '') throw new Error(stderr);
    return lines(stdout).map((line) => line.replace(/\t.*/, '').replace(/\/$/, ''));
  });
});

/** zsh completes only while a line is edited: in a terminal of its own, in which what it would add is written down. */
const IN_ZSH = `
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'source ./.set-up'
zpty -r z line '*ready*'
zpty -w -n z "$1"$'\\t'
zpty -r z line '*finished*'
zpty -d z
`;
const SET_UP = `PROMPT=; unsetopt zle_bracketed_paste 2>/dev/null; autoload -Uz compinit; compinit -D -u
source ./.script
bindkey '^I' complete-word
zstyle ':completion:*' insert-tab false
compadd() {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
  local -a hits
  builtin compadd -A hits "$@"
  print -rl -- $hits >> ./.hits
  builtin compadd "$@"
}
ended() { print finished }
comppostfuncs=( ended )
print rea''dy
`;

t.test('zsh', skipped('zsh'), async (t) => {
  const cwd = workIn(t);
  mkdirSync(join(cwd, '.home'));
  writeFileSync(join(cwd, '.script'), await script('zsh'));
  writeFileSync(join(cwd, '.set-up'), SET_UP);
  answers(t, (words) => {
    const program = `rm -f .hits; ${IN_ZSH}\n[ -f .hits ] && cat .hits || true`;
    const options = {
      cwd,
      encoding: 'utf8' as const,
      timeout: 20_000,
      env: { ...process.env, HOME: join(cwd, '.home') },
    };
    const { stdout, stderr } = spawnSync(
      'zsh',
      ['-f', '-c', program, 'zsh', ['pullgate', ...words].join(' ')],
      options,
    );
    if (stderr !== '') throw new Error(stderr);
    return lines(stdout).map((line) => line.replace(/[=+]$/, ''));
  });
});

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
