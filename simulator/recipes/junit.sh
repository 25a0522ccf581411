#!/usr/bin/env bash
# Runs scenarios in the image against a service on this machine, as the user who calls this, who need not be root. JUnit XML, the
# report for people and the bundles of failed runs are left in a folder that is this user's own.
#
#   INTEGRATOR_URL=http://localhost:5000 ./junit.sh PATH…       paths below this folder; /scenarios/… are the image's own
#
# RESULTS names the folder (results), IMAGE the image (fincoresim). The exit code is that of the run. With --network host both
# sides find each other by localhost; it is Docker's on Linux.
set -euo pipefail

results="${RESULTS:-results}"
mkdir -p "$results"
exec docker run --rm --read-only --network host --user "$(id -u):$(id -g)" \
  --volume "$PWD:/work" --workdir /work --env "INTEGRATOR_URL=${INTEGRATOR_URL:-}" \
  "${IMAGE:-fincoresim}" run "$@" --junit "$results/junit.xml" --html "$results/report.html" --bundles "$results"
