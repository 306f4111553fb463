/**
 * What the API server takes for a name (RFC 1123; K staging apimachinery pkg/util/validation, IsDNS1123Subdomain and
 * IsDNS1123Label). Nothing of another name can exist, so it is never asked for and never part of a command: the letters
 * that are left mean nothing to a shell.
 */

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const WHOLE_LABEL = new RegExp(`^${LABEL}$`);

const KEY_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;

/** `example.com/name` or `name`, in any case (K staging apimachinery pkg/api/validation/objectmeta.go ValidateAnnotations). */
export function isAnnotationKey(key: string): boolean {
  const slash = key.indexOf('/');
  return KEY_NAME.test(key.slice(slash + 1)) && (slash === -1 || isObjectName(key.slice(0, slash).toLowerCase()));
}

/** Of a Secret, a ServiceAccount, a webhook configuration. */
export function isObjectName(name: string): boolean {
  return name.length <= 253 && SUBDOMAIN.test(name);
}

export function isNamespaceName(name: string): boolean {
  return name.length <= 63 && WHOLE_LABEL.test(name);
}
