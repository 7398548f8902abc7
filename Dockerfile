# Attune: API and worker in one image. No build step: Node 24 runs the TypeScript as it stands.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY tools ./tools
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force

# The pages, which need the packages of development to be built and none of them to run.
FROM packages AS pages
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY web ./web
RUN node web/build.ts /web-dist

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production PORT=4000 HOST=0.0.0.0 DATA_DIR=/data WEB_DIST=/app/web-dist
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE* ./
COPY certificates ./certificates
COPY content ./content
COPY drizzle ./drizzle
COPY examples ./examples
COPY schema ./schema
COPY server ./server
COPY cli ./cli
COPY web/design ./web/design
COPY web/graphql/documents.json ./web/graphql/documents.json
COPY --from=pages /web-dist ./web-dist
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=4s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1: it gets SIGTERM and stops within 30 seconds.
CMD ["node", "--import", "./server/node24.js", "server/main.ts"]
