using System.Text.Json.Nodes;
using FincoreSim.Recipes;

namespace FincoreSim.Clients.Tests;

/// <summary>
/// The recipe for Testcontainers compiles, and does with an engine what a test needs: start, wait, address, end.
/// </summary>
public sealed class TestcontainersRecipeTests
{
    [Test]
    public async Task Starts_a_container_that_answers_and_ends_it()
    {
        await using var engine = await ContainerEngine.StartAsync();
        Environment.SetEnvironmentVariable("DOCKER_HOST", engine.Address);
        Environment.SetEnvironmentVariable("TESTCONTAINERS_RYUK_DISABLED", "true");
        await using (var container = new FincoreSimContainer())
        {
            await container.StartAsync();
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });

            Assert.That(await http.GetStringAsync(new Uri(container.Url, "/_sim/health")), Does.Contain("\"status\":\"ok\""));
        }

        Assert.That(engine.Unknown, Is.Empty);
        Assert.That(engine.IsGone);
        Assert.That(Texts(engine.Wanted!["Env"]),
            Does.Contain("FINCORESIM_SEED=42").And.Contain("FINCORESIM_ALLOW_CALL=host.docker.internal"));
        Assert.That(Texts(engine.Wanted["HostConfig"]!["ExtraHosts"]), Is.EqualTo(new[] { "host.docker.internal:host-gateway" }));
        Assert.That(
            engine.Wanted["HostConfig"]!["PortBindings"]!.AsObject().Select(port => port.Key), Is.EqualTo(new[] { "8080/tcp" }));
        Assert.That($"{engine.Wanted["Image"]}", Does.StartWith("fincoresim"));
    }

    [Test]
    public void A_receiver_on_this_machine_is_called_by_the_name_that_the_container_has_for_it() => Assert.That(
        FincoreSimContainer.ReceiverUrl(5000, "/webhooks"), Is.EqualTo(new Uri("http://host.docker.internal:5000/webhooks")));

    private static string[] Texts(JsonNode? list) => [.. list!.AsArray().Select(text => $"{text}")];
}
