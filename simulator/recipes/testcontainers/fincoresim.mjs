// FincoreSim in a container that begins and ends with the tests of a service; by the package testcontainers. Copy it, and put the
// name of your image in.
import { GenericContainer, Wait } from "testcontainers";

const host = "host.docker.internal";
const port = 8080;

/** Starts it and waits until it answers; `stop()` of what comes back ends it. */
export async function startFincoreSim(image = "fincoresim", seed = 42) {
  const container = await new GenericContainer(image)
    .withEnvironment({ FINCORESIM_SEED: String(seed), FINCORESIM_ALLOW_CALL: host })
    .withExtraHosts([{ host, ipAddress: "host-gateway" }])
    .withExposedPorts(port)
    // Not by listening ports, which are looked for with a shell that the image does not have.
    .withWaitStrategy(Wait.forHttp("/_sim/health", port))
    .start();
  return {
    url: `http://${container.getHost()}:${container.getMappedPort(port)}`,
    /** What a receiver on this machine is called by the simulator: the URL that a webhook is registered with. */
    receiverUrl: (receiverPort, path) => `http://${host}:${receiverPort}${path}`,
    stop: () => container.stop(),
  };
}
