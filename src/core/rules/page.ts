/** A rule's page, made from the rule itself: `docs/rules/PGnnn.md` and `pullgate explain PGnnn`. Markdown. */
import type { Rule } from './rule.js';

export function renderRulePage(rule: Rule): string {
  const { code, slug, title, defaultAction, docs } = rule;
  return `# ${code} ${slug}

${sentenceCase(title)}. Default action: \`${defaultAction}\`.

## What

${docs.what}

## Why it matters

${docs.why}

## What the kubelet does

${docs.kubelet}

## How to fix it

${docs.fix}

## Configure it

${configuration(rule)}

## Source

${docs.source.map((source) => `- ${source}`).join('\n')}
`;
}

/** One follows `onUnknown`; every other code has an action of its own. */
function configuration({ code, defaultAction, setting, probed }: Rule): string {
  if (probed !== undefined) return ofProbe(code, probed);
  const [line, choices] =
    setting !== undefined
      ? [`${setting}: deny`, 'allow (a warning) or deny']
      : [`rules:\n  ${code}: ${defaultAction === 'warn' ? 'deny' : 'warn'}`, 'deny, warn, audit or off'];
  return `\`\`\`yaml\n${line} # ${choices}\n\`\`\``;
}

/** Nobody asks a registry unless told, and a denial has to be allowed twice. */
function ofProbe(code: string, probed: NonNullable<Rule['probed']>): string {
  return probed === 'may-deny'
    ? `\`\`\`yaml\nprobe:\n  mode: background # off: no registry is asked\n  deny: true # false: what a registry answers warns at most\nrules:\n  ${code}: warn # warn, audit, off or deny; left out: what is certain to fail is denied, the rest warns\n\`\`\``
    : `\`\`\`yaml\nprobe:\n  mode: background # off: no registry is asked\nrules:\n  ${code}: audit # warn, audit or off\n\`\`\``;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
