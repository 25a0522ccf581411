using System.Text.Json.Nodes;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Runs.Copied;

/// <summary>The steps of calls that were refused, replayed, or whose key was another's, from the log of calls. Used by one copy.</summary>
internal sealed class CallSteps(CopyContext context)
{
    private const int MessageMax = 160;
    private const string Payments = "/v1/transactions/";
    private const string NotKept = "Of a refused call the journal keeps why, not what; the log of calls does not have it any more.";

    private static readonly FrozenDictionary<string, string> Steps = new Dictionary<string, string>
    {
        ["money_out"] = "money_out",
        ["internal_transaction"] = "internal_transfer",
        ["penny_validation"] = "penny_validation",
    }.ToFrozenDictionary();

    private readonly Dictionary<IdempotencyKey, CopiedStep> _firsts = [];

    /// <summary>Remembers the first step of a key.</summary>
    public CopiedStep? Remember(CopiedStep? step)
    {
        if (step is { Deed.Key: { } key })
        {
            _firsts.TryAdd(key.Key, step);
        }

        return step;
    }

    /// <summary>A call that was refused, or that the journal has nothing of.</summary>
    public CopiedStep? Refused(Deed deed)
    {
        var refused = deed.Head as CommandRefused;
        if (refused is { Origin: Origin.Control })
        {
            return context.Leave(
                deed, $"{refused.Command}, refused: {WireName<RefusalCode>.Of(refused.Refusal.Code).ToLowerInvariant()}",
                "Of a refused command by hand the journal keeps why, not what.");
        }

        if (deed.Call is not { } call)
        {
            return context.Leave(deed, $"{refused?.Command ?? "a call"}, refused", NotKept);
        }

        return Whole(deed, call) is { } step ? step with { Expect = ExpectationOf(call) } : null;
    }

    /// <summary>A key that was used again: a replay, a conflict, or a call that came while the first was under way.</summary>
    public CopiedStep? Again(Deed deed)
    {
        var used = (deed.Head as KeyUsedAgain)?.Record.Key;
        if (deed is { Head: KeyUsedAgain { What: "replayed" } } && _firsts.TryGetValue(used!.Value, out var first))
        {
            var expect = new JsonObject { ["replayed"] = true };
            if (first.As is { } name && first.Key != "call")
            {
                expect["same_transaction_as"] = name;
            }

            return new CopiedStep(deed, first.Key, first.Value?.DeepClone())
            {
                Beside = first.Beside,
                Expect = deed.Call is { Status: null } ? new JsonObject { ["connection"] = "lost" } : expect,
                Comment = "the same key again: the first answer, and nothing moves",
            };
        }

        if (deed.Call is not { } call)
        {
            return context.Leave(deed, $"a call with the key {used?.Key} again", NotKept);
        }

        var step = Whole(deed, call);
        var isSame = step is not null && used is { } key && _firsts.TryGetValue(key, out var known) && JsonNode.DeepEquals(step.Value, known.Value);
        return (isSame ? Raw(context, deed, call) : step) is { } again ? again with { Expect = ExpectationOf(call) } : null;
    }

    /// <summary>How the answer to an accepted call broke; null where it arrived.</summary>
    public static JsonObject? Broken(LoggedRequest? call) => call switch
    {
        null or { Status: < 400 } => null,
        { Status: null } => new JsonObject { ["connection"] = "lost" },
        _ => new JsonObject { ["status"] = call.Status },
    };

    /// <summary>A call as it was, with names in place of ids; null where a scenario cannot make it.</summary>
    public static CopiedStep? Raw(CopyContext context, Deed deed, LoggedRequest call)
    {
        var shown = $"{call.Method} {call.Path}{call.Query}";
        if (call.Client != context.Client)
        {
            return context.Leave(deed, shown, "Another client made it; a scenario's calls are those of the first one.");
        }

        if (call.BodyLength is not { } length || length != call.Body.Length)
        {
            return context.Leave(deed, shown, $"Its body is longer than the {LoggedRequest.BodyBytesMax} bytes that are kept.");
        }

        var step = new CopiedStep(deed, "call", JsonValue.Create($"{call.Method} ${{SIMULATOR_URL}}{context.Names.In(call.Path + call.Query)}"));
        var headers = MoneySteps.HeadersOf(deed);
        if (length == 0)
        {
            return step with { Beside = headers };
        }

        var parsed = Parse(call);
        if (parsed is JsonObject asked && Text(asked, "url") is { } url && context.Receivers?.PlaceOf(Text(asked, "webhook_type"), url) is { } place)
        {
            asked.Remove("url");
            return step with { Beside = [.. headers, KeyValuePair.Create("body", WithUrl(Renamed(context, asked)!, place))] };
        }

        return parsed is { } body
            ? step with { Beside = [.. headers, KeyValuePair.Create("body", Renamed(context, body))] }
            : context.Leave(deed, shown, "Its body is no JSON; a scenario's calls send JSON.");
    }

    /// <summary>A refused payment as the step of its name where that says all of it, else as the call that it was.</summary>
    private CopiedStep? Whole(Deed deed, LoggedRequest call)
    {
        var operation = call.Path.StartsWith(Payments, StringComparison.Ordinal) ? Steps.GetValueOrDefault(call.Path[Payments.Length..]) : null;
        return operation is not null && call.Client == context.Client && Parse(call) is JsonObject body && Payment(call, operation, body) is { } value
            ? Remember(new CopiedStep(deed, operation, value))
            : Remember(Raw(context, deed, call));
    }

    private JsonObject? Payment(LoggedRequest call, string operation, JsonObject body)
    {
        string[] members = operation == "penny_validation" ? [] : ["external_reference", "description", "amount", "currency"];
        var form = members.Length == 0 ? [] : body["transaction_request"] as JsonObject;
        if (form is null || body.Count != (members.Length == 0 ? 3 : 4) || form.Count != members.Length
            || Text(body, "client_id") != context.Client.Value.ToString()
            || SideOf(body, "source_instrument_id") is not { } from || SideOf(body, "destination_instrument_id") is not { } to
            || members.Any(member => Text(form, member) is null)
            || (call.Key is { } key && !Guid.TryParseExact(key, "D", out _)))
        {
            return null;
        }

        var step = new JsonObject { ["from"] = from, ["to"] = to };
        MoneySteps.Add(step, "amount", Text(form, "amount"), null);
        MoneySteps.Add(step, "description", Text(form, "description"), MoneySteps.DescriptionUsual);
        MoneySteps.Add(step, "external_reference", Text(form, "external_reference"), MoneySteps.ReferenceUsual);
        MoneySteps.Add(step, "currency", Text(form, "currency"), "MXN");
        MoneySteps.Add(step, "key", call.Key, null);
        MoneySteps.Add(step, "outcome", call.Header("X-Fincore-Sim-Outcome"), null);
        return step;
    }

    private string? SideOf(JsonObject body, string member) => Text(body, member) is { } text && Guid.TryParseExact(text, "D", out var id)
        ? context.Side(new InstrumentId(id))
        : null;

    private static JsonObject ExpectationOf(LoggedRequest call)
    {
        if (call.Status is not { } status)
        {
            return new JsonObject { ["connection"] = "lost" };
        }

        var expect = new JsonObject { ["status"] = status };
        if (call.Verdict == KeyVerdict.Replay)
        {
            expect["replayed"] = true;
        }

        if (status >= 400 && call.Answer?.ErrorCode is { } code)
        {
            expect["code"] = code;
            if (MessageOf(call) is { } message && message.Length <= MessageMax && CopyNames.Plain(message) == message && !message.Any(char.IsAsciiDigit))
            {
                expect["message"] = message;
            }
        }

        return expect;
    }

    private static string? MessageOf(LoggedRequest call)
    {
        using var parsed = JsonBody.Parse(call.Answer!.ToBytes()) is { IsAccepted: true } body ? body.Value : null;
        return parsed is null ? null : Search(JsonNode.Parse(parsed.RootElement.GetRawText()), "error_detail");
    }

    private static string? Search(JsonNode? node, string member) => node switch
    {
        JsonObject map when map[member] is JsonValue value && value.TryGetValue<string>(out var text) => text,
        JsonObject map => map.Select(pair => Search(pair.Value, member)).FirstOrDefault(found => found is not null),
        JsonArray list => list.Select(item => Search(item, member)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static JsonNode? Parse(LoggedRequest call)
    {
        using var parsed = JsonBody.Parse(call.Body) is { IsAccepted: true } body ? body.Value : null;
        return parsed is null ? null : JsonNode.Parse(parsed.RootElement.GetRawText());
    }

    private static JsonNode? WithUrl(JsonNode body, string url)
    {
        body["url"] = url;
        return body;
    }

    /// <summary>The same value with names in place of ids.</summary>
    private static JsonNode? Renamed(CopyContext context, JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Renamed(context, pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(item => Renamed(context, item))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(context.Names.In(text)),
        _ => node?.DeepClone(),
    };

    private static string? Text(JsonObject map, string member) =>
        map[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
