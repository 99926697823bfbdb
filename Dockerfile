# Magpie in a container: docs/guides/containers.md says how to run it. test/container.test.ts compares this file with what
# it speaks of and runs its health check; no image was built where it was written, for want of a container engine.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run prepack

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production \
    # Where the root file system is read-only, /tmp is what can be written; without it each start only takes longer.
    NODE_COMPILE_CACHE=/tmp/magpie-compile \
    MAGPIE_DATA=/data
WORKDIR /opt/magpie
COPY package.json package-lock.json ./
# The optional dependencies are a Node of their own, which the base image has.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY LICENSE CHANGELOG.md SECURITY.md ./
COPY --from=build /src/bin bin
COPY --from=build /src/dist dist
# New volumes take their owner and mode from these.
RUN ln -s /opt/magpie/bin/magpie /usr/local/bin/magpie \
    && install -d -o node -g node -m 700 /data /results
VOLUME /data
USER node
EXPOSE 8080
STOPSIGNAL SIGTERM
# Only for `magpie serve`: a worker answers nobody. Whose certificate it is does not matter to this question.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "-e", "require(process.env.MAGPIE_TLS_CERT ? 'https' : 'http').get({ host: '127.0.0.1', port: 8080, path: '/readyz', rejectUnauthorized: false }, (answer) => process.exit(answer.statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
ENTRYPOINT ["magpie"]
# Refused until TLS is set, or MAGPIE_INSECURE_LISTEN=true says that something in front of it speaks TLS.
CMD ["serve", "--listen", "0.0.0.0:8080"]
