using System.Globalization;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Shipping;

namespace FincoreSim.Tests.Documentation;

/// <summary>
/// Every curl command that the API reference prints, run by curl itself with nothing but the host changed, one after the other
/// against a simulator that has just been started. The commands are in <c>api-reference-curls.txt</c>.
/// </summary>
public sealed class PrintedCurlTests
{
    private const string PrintedHost = "https://apicore.stg.finch.lat";

    private static readonly string[] Commands = File
        .ReadAllText(Path.Combine(Script.Root, "tests/FincoreSim.Tests/Documentation/api-reference-curls.txt"))
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [Test]
    [Proves("auth.placeholders")]
    [Proves("idempotency.placeholder")]
    public async Task Every_printed_curl_is_answered_with_200()
    {
        await Script.NeedsCurlAsync();
        await using var app = await SimulatorApp.StartAsync();
        var host = app.Url.TrimEnd('/');

        foreach (var command in Commands)
        {
            Assert.That(command, Does.StartWith("curl -i ").And.Contain(PrintedHost));
            var run = await Script.BashAsync(["-c", command.Replace(PrintedHost, host, StringComparison.Ordinal)]);

            Assert.That(
                run.Output, Does.StartWith("HTTP/1.1 200"), string.Create(CultureInfo.InvariantCulture, $"{command}\n{run}"));
        }
    }

    [Test]
    public void There_are_as_many_as_the_page_has() => Assert.That(Commands, Has.Length.EqualTo(11));
}
