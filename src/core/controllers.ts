/**
 * The ServiceAccounts that an operator counts among the built-in controllers (`ownedPods.controllers`; design 1.3): what
 * makes Pods from objects of its own, and would turn a node drain into an outage if it were refused.
 */

const PREFIX = 'system:serviceaccount:';

/** @param accounts `NAMESPACE/NAME`; no other user can have the name that the API server makes of one */
export function isAddedController(user: string, accounts: readonly string[]): boolean {
  return accounts.length > 0 && accounts.some((account) => user === PREFIX + account.replace('/', ':'));
}
