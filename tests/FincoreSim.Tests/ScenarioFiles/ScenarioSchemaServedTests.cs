using System.Text.Json;
using FincoreSim.Language;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Running;

namespace FincoreSim.Tests.ScenarioFiles;

public sealed class ScenarioSchemaServedTests : ApiTests
{
    [TestCase("GET")]
    [TestCase("HEAD")]
    public async Task Editors_get_it_from_a_server(string method)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"{Sim.App.Url}/_sim/scenario.schema.json"));
        using var answer = await http.SendAsync(request);

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/schema+json"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo(method == "HEAD" ? "" : ScenarioSchema.Write()));
    }

    [Test]
    public async Task The_command_prints_it()
    {
        await using var child = SimulatorProcess.Start("schema");

        Assert.That(await child.ExitCodeAsync(), Is.Zero);
        Assert.That(JsonDocument.Parse(child.Output).RootElement.GetProperty("$id").GetString(), Is.EqualTo(ScenarioSchema.Id));
    }
}
