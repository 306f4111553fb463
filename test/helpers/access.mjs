/** The way to a fake API server in a process of its own (processes.mjs), without a kubeconfig. */
export function accessTo({ url, ca }) {
  return {
    server: new URL(url),
    namespace: 'default',
    requestOptions: async () => ({ ca, headers: {} }),
    reloadToken: () => {},
    describe: () => url,
  };
}
