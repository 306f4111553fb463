# The image of Pullgate: Node.js without a shell or a package manager, and one file of code.
#
#   docker build --build-arg REVISION=$(git rev-parse HEAD) --build-arg CREATED=$(date -u +%FT%TZ) -t pullgate .
#
# Behind a mirror: NODE_IMAGE, BASE_IMAGE and NPM_CONFIG_REGISTRY name other places; credentials and an authority of
# one's own come as secrets, which no layer keeps:
#   --secret id=npmrc,src=$HOME/.npmrc  --secret id=ca.crt,src=ca.crt --build-arg NODE_EXTRA_CA_CERTS=/run/secrets/ca.crt
# `npm run test:image` builds, inspects and runs it.

# Node.js 24 is the LTS line; distroless follows Debian, whose release 12 ended in 2026.
ARG NODE_IMAGE=docker.io/library/node:24-trixie-slim
ARG BASE_IMAGE=gcr.io/distroless/nodejs24-debian13:nonroot
# sha256:..., to build on exactly one base.
ARG BASE_DIGEST=

FROM ${NODE_IMAGE} AS build
WORKDIR /src
ARG NPM_CONFIG_REGISTRY
ARG NODE_EXTRA_CA_CERTS
COPY package.json package-lock.json ./
# No package's own script runs: none is needed, and each would be code of others at build time.
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc --mount=type=secret,id=ca.crt \
    npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier
COPY . .
RUN npm run --silent bundle

FROM ${BASE_IMAGE}${BASE_DIGEST:+@${BASE_DIGEST}}
ARG BASE_IMAGE
ARG BASE_DIGEST
ARG VERSION=0.1.0
ARG REVISION=
ARG CREATED=
LABEL org.opencontainers.image.title="pullgate" \
      org.opencontainers.image.description="Kubernetes admission webhook that answers whether the kubelet would be able to pull these images" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.base.name="${BASE_IMAGE}" \
      org.opencontainers.image.base.digest="${BASE_DIGEST}"
# Owned by root, read by all: the process can change nothing of itself, on a read-only root or not.
COPY --from=build /src/.image/app /app
WORKDIR /app
# A number, because runAsNonRoot cannot tell what a name stands for.
USER 65532:65532
# The webhook and health, where no configuration says otherwise.
EXPOSE 8443 8081
# No HEALTHCHECK: Kubernetes ignores it and asks /livez and /readyz itself.
# Short-lived objects are most of what a review makes. A small young generation keeps the process small. V8 would, of kinds of
# objects that it has seen live on, make new ones among the old, where they keep all alive that they ever pointed to: without
# that it needs 150 MB under load instead of 260, and up to a quarter less CPU (test/bench). What is young is collected by one
# thread: for 4 MiB, waking others costs more than they do, some 5 % of a large review (test/bench/bench.mjs --other-flags).
# SIGUSR1 would open a debugger. Node.js is PID 1 and handles SIGTERM, which drains, by itself.
ENTRYPOINT ["/nodejs/bin/node", "--max-semi-space-size=4", "--no-allocation-site-pretenuring", "--no-parallel-scavenge", "--disable-sigusr1", "/app/pullgate.mjs"]
CMD ["serve"]
