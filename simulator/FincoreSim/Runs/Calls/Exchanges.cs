using FincoreSim.Api.Auth;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;
using FincoreSim.Runs.Runner;
using FincoreSim.Runs.Steps;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Calls;

/// <summary>
/// The calls of a scenario: to the API in the client's place, and to the integrator, who is told by headers how to reach the
/// sandbox. Thread-safe.
/// </summary>
internal sealed class Exchanges(RunContext context, References references)
{
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    /// <summary>Calls the API as the client, with a new token.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The JSON body; null for none.</param>
    /// <param name="headers">Headers beside those of every call.</param>
    /// <param name="client">The client.</param>
    /// <param name="scope">The place in the scenario.</param>
    public async Task<StepAnswer> CallApiAsync(
        string method, string path, string? body, ImmutableArray<KeyValuePair<string, string>> headers, ClientId client,
        RunScope scope)
    {
        var name = context.NextCallName();
        ImmutableArray<KeyValuePair<string, string>> all =
        [
            new("Authorization", Bearer(client)), .. Marks(name, scope), .. headers,
        ];
        return await SendOwnAsync(new StepRequest(method, context.SimulatorUrl + path, all, body), name, scope);
    }

    /// <summary>Calls a URL as a step or an expectation says; only those that may be called.</summary>
    public async Task<StepAnswer> CallAsync(HttpCall call, RunScope scope)
    {
        var url = references.Text(call.Url, scope);
        if (context.Hosts.Refuse(url) is { } refusal)
        {
            throw new ScenarioStopped(refusal);
        }

        var body = call.Body is null ? null : NodeJson.Of(call.Body, references.Bounded(scope)).GetRawText();
        if (call.Headers.FirstOrDefault(header => Traffic.Headers.Contains(header.Key)).Key is { } ours)
        {
            throw new ScenarioStopped($"the header {ours} is the runner's own");
        }

        ImmutableArray<KeyValuePair<string, string>> given =
            [.. call.Headers.Select(header => KeyValuePair.Create(header.Key, references.Text(header.Value, scope)))
                .Where(header => header.Value.Length > 0)];
        if (!url.StartsWith($"{context.SimulatorUrl}/", StringComparison.Ordinal))
        {
            var request = new StepRequest(call.Method, url, [.. given, .. WaysToTheSandbox(call.Headers)], body);
            return await context.Http.SendAsync(request, context.Settings.CallTimeMax, null, context.Stop.Token);
        }

        var name = context.NextCallName();
        ImmutableArray<KeyValuePair<string, string>> all = [.. given, .. Credentials(call.Headers, url), .. Marks(name, scope)];
        return await SendOwnAsync(new StepRequest(call.Method, url, all, body), name, scope);
    }

    /// <summary>A GET for a probe.</summary>
    public Task<StepAnswer> ProbeAsync(string url) => context.Hosts.Refuse(url) is { } refusal
        ? throw new ScenarioStopped(refusal)
        : context.Http.SendAsync(
            new StepRequest("GET", url, WaysToTheSandbox([]), null), context.Settings.CallTimeMax, null, context.Stop.Token);

    /// <summary>
    /// On a frozen clock an answer that is held back never comes by itself: the caller gives up, as one with little patience
    /// does. Among calls made at once it waits until nothing is left that could move the clock.
    /// </summary>
    private async Task<StepAnswer> SendOwnAsync(StepRequest request, string name, RunScope scope)
    {
        var whenStuck = scope.TakesTurns ? context.Traffic.Interleaving?.WhenStuck : null;
        var isFrozen = context.Sandbox.Gate.Clock(clock => clock.Mode) == ClockMode.Frozen;
        try
        {
            return await context.Http.SendAsync(request with { IsOwn = true }, context.Settings.CallTimeMax,
                isFrozen ? whenStuck ?? context.Traffic.WhenHeld(name) : null, context.Stop.Token);
        }
        finally
        {
            context.Traffic.Forget(name);
        }
    }

    /// <summary>What marks a call as the run's own, and gives it its turn among calls that are made at once.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Marks(string name, RunScope scope)
    {
        yield return new(Traffic.StepHeader, name);
        if (scope.Turn is { } turn)
        {
            yield return new(Traffic.TurnHeader, turn.ToString(CultureInfo.InvariantCulture));
        }
    }

    private string Bearer(ClientId client)
    {
        var now = context.Sandbox.Read(world => TokenClock.Now(world.State.Options, world.Now, context.Time));
        return $"Bearer {context.Sandbox.Tokens.Issue(client, TokenClock.Later(now, TokenLifetime))}";
    }

    /// <summary>
    /// What a call to the simulator is authenticated with where the step says nothing; an empty text in the step means nothing at
    /// all.
    /// </summary>
    private IEnumerable<KeyValuePair<string, string>> Credentials(
        ImmutableArray<KeyValuePair<string, Template>> given, string url)
    {
        bool IsGiven(string name) => given.Any(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (url.Contains("/v1/", StringComparison.Ordinal) && !IsGiven("Authorization") && !IsGiven("x-api-key"))
        {
            var isKeyed = url.Contains("/credential", StringComparison.Ordinal);
            yield return isKeyed
                ? new("x-api-key", ApiKeys.Of(context.Sandbox, context.Client))
                : new("Authorization", Bearer(context.Client));
        }
    }

    /// <summary>How the integrator reaches the sandbox of this scenario, where it takes that from the call.</summary>
    private ImmutableArray<KeyValuePair<string, string>> WaysToTheSandbox(ImmutableArray<KeyValuePair<string, Template>> given)
    {
        var (client, account) = context.Sandbox.Read(world =>
        {
            var first = world.State.Clients.OldestFirst().First();
            var own = world.State.Accounts.OldestFirst().Where(found => found.ClientId == first.Id).ToArray();
            return (first, own.FirstOrDefault(found => found.Id.Value == context.FirstAccount) ?? own.FirstOrDefault());
        });
        KeyValuePair<string, string>[] ways =
        [
            new("X-Fincore-Sim-Base-Url", context.SimulatorUrl),
            new("X-Fincore-Sim-Client-Id", client.Id.Value.ToString()),
            new("X-Fincore-Sim-Client-Secret", client.Credential.Secret),
            new("X-Fincore-Sim-Api-Key", ApiKeys.Of(context.Sandbox, client.Id)),
            new("X-Fincore-Sim-Account-Id", account?.Id.Value.ToString() ?? ""),
            new("X-Fincore-Sim-Instrument-Id", account?.InstrumentId.Value.ToString() ?? ""),
        ];
        return [.. ways.Where(way => !given.Any(header => header.Key.Equals(way.Key, StringComparison.OrdinalIgnoreCase)))];
    }
}
