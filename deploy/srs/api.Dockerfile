# The API alone. Build it from the repository's root: docker build -f deploy/srs/api.Dockerfile .
FROM node:22-bookworm-slim AS build
WORKDIR /kaibo
COPY . .
# Only the API and the contract it is built on; turbo and the pages stay out.
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile --filter "@kaibo/api..." \
 && npx --yes pnpm@12.21.0 --filter "@kaibo/api..." run build

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /kaibo
COPY --from=build --chown=node:node /kaibo /kaibo
USER node
EXPOSE 7100
# Straight, without npm in between: the process has to hear SIGTERM itself.
CMD ["node", "apps/api/dist/main.js"]
