using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Errors;

/// <summary>A call that keeps every rule, until rows of the ladder have spoilt it.</summary>
public sealed class LadderRequest
{
    public string Client { get; set; } = Docs.Client;

    /// <summary>The last segment of the path; a rule waits for calls of one of them.</summary>
    public string Name { get; set; } = "plain";

    public string MediaType { get; set; } = "application/json";

    /// <summary>What stands around the body; {0} is the body.</summary>
    public string Around { get; set; } = "{0}";

    /// <summary>How many bytes the body has at least.</summary>
    public int Length { get; set; }

    public Dictionary<string, string> Headers { get; } = [];

    public JsonObject Body { get; } = new()
    {
        ["client_id"] = Docs.Client,
        ["destination_instrument_id"] = Docs.External,
        ["currency"] = "MXN",
        ["amount"] = "1.95",
    };

    public async Task<Answer> SendAsync(HttpClient http)
    {
        var body = Around.Replace("{0}", Body.ToJsonString(), StringComparison.Ordinal).PadRight(Length);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", MediaType);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/clients/{Client}/ladder/{Name}") { Content = content };
        foreach (var (name, value) in Headers)
        {
            HttpHeaders headers = name.StartsWith("Content-", StringComparison.Ordinal) ? content.Headers : request.Headers;
            headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}

/// <summary>One way to break a step of the pipeline, and the refusal with which that step answers.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Break">Makes it so.</param>
/// <param name="Refused">The refusal; its text may go on.</param>
public sealed record LadderRow(string Name, Action<LadderRequest> Break, Refusal Refused)
{
    public LadderRow(string name, RefusalCode code, string? subject, Action<LadderRequest> @break)
        : this(name, @break, new Refusal(code, subject))
    {
    }

    public override string ToString() => Name;
}
