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
function configuration({ code, defaultAction, setting }: Rule): string {
  const [line, choices] =
    setting !== undefined
      ? [`${setting}: deny`, 'allow (a warning) or deny']
      : [`rules:\n  ${code}: ${defaultAction === 'warn' ? 'deny' : 'warn'}`, 'deny, warn, audit or off'];
  return `\`\`\`yaml\n${line} # ${choices}\n\`\`\``;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
