/**
 * `# Source: app/templates/web.yaml`, the comment by which `helm template` says which template a document comes from (Helm
 * pkg/action action.go renderResources). What a manifest says is text of a stranger: only what can be the name of a file
 * below a chart counts.
 */

/** Comment lines and empty ones before the document, after the line that begins the first one of a stream. */
const HEAD = /^(?:---[^\n]{0,300}\n)?(?:[ \t]*(?:#[^\n]{0,300})?\n){0,20}?# Source: ([^\n]{1,256}?)[ \t]*(?:\n|$)/;

/** Relative, and never up: a report tells it to tools that open files. */
const NAME = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\:*?"<>|\u0000-\u001f]+$/;

/** @param text that of one document @returns undefined where no template is named */
export function templateName(text: string): string | undefined {
  const name = HEAD.exec(text)?.[1];
  return name !== undefined && NAME.test(name) ? name : undefined;
}
