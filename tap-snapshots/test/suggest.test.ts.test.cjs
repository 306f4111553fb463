/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/suggest.test.ts > TAP > in words > must match snapshot 1`] = `
# Values for the chart, made by "pullgate audit --suggest".
# Of cluster "test": 22 Pods on 1 node in 4 namespaces.
# A Pod that runs, and whose pull secrets do not match its image, proves that its nodes can pull without one. Each
# entry says what stands behind it. Read it, then: helm upgrade --install pullgate CHART -n pullgate -f THIS-FILE
# No entry is needed for 1 repository that ran: known to be public, or covered.

mode: enforce
policy:
  cluster:
    # By the providerID of the nodes. Without a secret came: 2 Pods on 1 node in blog, since 2026-03-02.
    provider: eks
  registries:
    public:
      # 1 Pod on 1 node in shop, since 2026-03-02
      - "docker.io/acme/app"
      # 1 Pod on 1 node in shop, since 2026-03-02
      - "eu-docker.pkg.dev/project/repo/app"
      # 2 Pods on 1 node in shop and zoo, since 2026-03-02
      - "eu-docker.pkg.dev/project/repo/app2"
      # 1 Pod on 1 node in blog, since 2026-03-02
      - "ghcr.io/solo/x"
      # 2 Pods on 1 node in shop and team, since 2026-03-02
      - "quay.io/acme/app"
      # 1 Pod on 1 node in shop, since 2026-03-02
      - "registry.corp.example:5000/top"
    nodeCredentials:
      # 2 repositories: 2 Pods on 1 node in blog and shop, since 2026-03-02
      - "acme.azurecr.io"
    private:
      # nothing proves that it needs no secret; a pattern of another list would take it in
      - "210987654321.dkr.ecr.eu-west-1.amazonaws.com/api"
      # nothing proves that it needs no secret; a pattern of another list would take it in
      - "docker.io/acme/app-private"

# Namespaces in which something runs that these values would deny, and nothing proves that it can be pulled again. Let
# them only warn before you enforce, until that is settled; each command says what it is about.
#   kubectl label namespace blog pullgate.dev/mode=warn --overwrite
#     PG201: 1 Pod, with images such as docker.io/other/tool:1.4

# Left out, because what runs does not tell whether it can be pulled without a secret:
#   docker.io/other/tool: 1 Pod on 1 node in blog, since 2026-03-02; it was loaded rather than pulled, as its digest tells

`
