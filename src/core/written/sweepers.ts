/**
 * Who deletes for others: the controllers that empty a namespace and collect what has no owner any more. To stop one of
 * them would hang what it was asked to take away, so nothing they write is looked at; nor is what the other built-in
 * controllers do. No one else can have these names.
 */
const CONTROLLER = /^system:serviceaccount:kube-system:(?:[a-z0-9-]+-controller|generic-garbage-collector)$/;

export function isSweeper(user: string): boolean {
  return user === 'system:kube-controller-manager' || CONTROLLER.test(user);
}

/** The same for the API server, which then does not ask (the chart's matchConditions). */
export const SWEEPERS: readonly string[] = [
  'system:kube-controller-manager',
  'system:serviceaccount:kube-system:namespace-controller',
  'system:serviceaccount:kube-system:generic-garbage-collector',
];
