using System.Text;
using FincoreSim.Domain.Ledger;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.RunsApi;

/// <summary>Sends scenario files to a simulator, and fetches what came of them.</summary>
internal sealed class RunsClient(SimulatorApp app)
{
    public const string Path = "/_sim/scenarios";

    /// <summary>Sends a file; the query begins with a question mark.</summary>
    public Task<Answer> PostAsync(string file, string query = "") => app.Anybody.SendAsync(
        HttpMethod.Post, $"{Path}{query}", new StringContent(file, Encoding.UTF8, "application/yaml"));

    /// <summary>Sends a file that is taken; the id of its run.</summary>
    public async Task<string> StartAsync(string file, string query = "") =>
        (await PostAsync(file, query)).ShouldBe(202).ShouldSay("status", "running")["id"];

    /// <summary>What came of a run, once it has ended.</summary>
    public async Task<Answer> EndAsync(string id)
    {
        var ended = (await app.Anybody.GetAsync($"{Path}/{id}?wait=60s")).ShouldBe(200);
        Assert.That(ended["status"], Is.Not.EqualTo("running"), ended.ToString());
        return ended;
    }

    /// <summary>Sends a file, and waits for its end.</summary>
    public async Task<Answer> RunAsync(string file, string query = "") => await EndAsync(await StartAsync(file, query));

    /// <summary>Something below the path of a run.</summary>
    public Task<Answer> GetAsync(string id, string below = "") => app.Anybody.GetAsync($"{Path}/{id}{below}");

    public Task<Answer> DeleteAsync(string id) => app.Anybody.DeleteAsync($"{Path}/{id}");

    /// <summary>How many sandboxes there are.</summary>
    public async Task<long> SandboxesAsync() =>
        (await app.Anybody.GetAsync("/_sim/health")).ShouldBe(200).At("sandboxes").GetInt64();
}
