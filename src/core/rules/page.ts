/** A rule's page, made from the rule itself: `docs/rules/PGnnn.md` and `pullgate explain PGnnn`. Markdown. */
import type { Rule } from './rule.js';

export function renderRulePage({ code, slug, title, defaultAction, docs }: Rule): string {
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

${configuration(code, defaultAction)}

## Source

${docs.source.map((source) => `- ${source}`).join('\n')}
`;
}

/** PG901 follows `onUnknown`; every other code has an action of its own. */
function configuration(code: string, defaultAction: string): string {
  const [line, choices] =
    code === 'PG901'
      ? ['onUnknown: deny', 'allow (a warning) or deny']
      : [`rules:\n  ${code}: ${defaultAction === 'warn' ? 'deny' : 'warn'}`, 'deny, warn, audit or off'];
  return `\`\`\`yaml\n${line} # ${choices}\n\`\`\``;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
