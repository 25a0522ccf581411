# FincoreSim as an image: one native binary on nothing but the libraries it links. No runtime, no shell, no package manager, not
# root, and nothing is written, so that it runs with --read-only. For amd64 and arm64; the build runs on the builder's own
# architecture and compiles across.
#
#   docker build -t fincoresim .
#   docker run --rm -p 127.0.0.1:8080:8080 fincoresim
#
# tests/container/check.sh checks this file's text, and what it builds, without a container engine.

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /src

# What the compiler and the packages depend on comes first: while it stays the same, they are not fetched again.
COPY simulator/publish.sh simulator/
RUN simulator/publish.sh tools
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY simulator/Directory.Build.props simulator/
COPY simulator/FincoreSim.Domain/FincoreSim.Domain.csproj simulator/FincoreSim.Domain/packages.lock.json simulator/FincoreSim.Domain/
COPY simulator/FincoreSim.Language/FincoreSim.Language.csproj simulator/FincoreSim.Language/packages.lock.json simulator/FincoreSim.Language/
COPY simulator/FincoreSim/FincoreSim.csproj simulator/FincoreSim/packages.lock.json simulator/FincoreSim/
COPY scenarios/sample-integrator/Directory.Build.props scenarios/sample-integrator/SampleIntegrator.csproj scenarios/sample-integrator/packages.lock.json scenarios/sample-integrator/
RUN simulator/publish.sh restore

COPY .editorconfig BannedSymbols.txt ./
COPY simulator simulator
COPY scenarios scenarios
RUN simulator/publish.sh publish /app

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
LABEL org.opencontainers.image.title="FincoreSim" \
      org.opencontainers.image.description="A local simulator of the Fincore API (SPEI payments, Mexico)" \
      org.opencontainers.image.licenses="MIT"

# The port is said by --urls alone.
ENV ASPNETCORE_HTTP_PORTS=

COPY --from=build /app/fincoresim /app/fincoresim
COPY scenarios /scenarios

USER $APP_UID
EXPOSE 8080
HEALTHCHECK --start-period=5s --start-interval=100ms --interval=10s --timeout=3s CMD ["/app/fincoresim", "health"]
ENTRYPOINT ["/app/fincoresim"]
CMD ["serve", "--urls", "http://0.0.0.0:8080"]
