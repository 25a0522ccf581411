using System.Text.Json.Serialization.Metadata;
using FincoreSim.SampleIntegrator.Http;
using FincoreSim.SampleIntegrator.Ledger;

namespace FincoreSim.SampleIntegrator.Hooks;

/// <summary>
/// Receives webhooks. It answers as soon as the book has taken them in, and does nothing else meanwhile: no calls, no waiting.
/// </summary>
internal static class Webhooks
{
    /// <summary>A deposit.</summary>
    public const string MoneyIn = "MONEY_IN";

    /// <summary>A payment changed.</summary>
    public const string StatusUpdate = "STATUS_UPDATE";

    /// <summary>A receipt changed.</summary>
    public const string Cep = "CEP";

    /// <summary>A report is there.</summary>
    public const string Report = "REPORT";

    /// <summary>Receives a webhook at the address of its type.</summary>
    public static async Task<Reply> ReceiveAsync(Call call, string type) =>
        IsAllowed(call, type) ? Take(call.Book, type, await call.ReadBodyAsync()) : Unauthorized();

    /// <summary>Receives a webhook of any type, and lets it say which.</summary>
    public static async Task<Reply> ReceiveAnyAsync(Call call)
    {
        if (await call.ReadBodyAsync() is var body && TypeOf(body) is not { } type)
        {
            return Unreadable("a webhook");
        }

        return IsAllowed(call, type) ? Take(call.Book, type, body) : Unauthorized();
    }

    /// <summary>Reads a message and notes what is not known in it; null when it cannot be read.</summary>
    public static T? Read<T>(byte[] json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Notes members and values that are not known. A page may add some any day, so they are no reason to fail; null unless
    /// somebody blunders, and then the answer.
    /// </summary>
    public static Reply? Tolerate(Book book, string type, string? unknownValue, params ReadOnlySpan<Open?> parts)
    {
        var unknown = new List<string>();
        foreach (var part in parts)
        {
            unknown.AddRange(part?.Unknown?.Keys.AsEnumerable() ?? []);
        }

        if (unknownValue is not null)
        {
            unknown.Add(unknownValue);
        }

        if (unknown.Count == 0)
        {
            return null;
        }

        if (book.Mistakes.Has(Mistake.ChokesOnUnknown))
        {
            return Reply.Error(500, $"what is {unknown[0]}?");
        }

        book.Notes.Add($"{type}: not known: {string.Join(", ", unknown)}");
        return null;
    }

    /// <summary>The answer to what is no such webhook.</summary>
    public static Reply Unreadable(string what) => Reply.Error(400, $"this is not {what}");

    private static Reply Take(Book book, string type, byte[] body) => type switch
    {
        MoneyIn => MoneyInHook.Take(book, body),
        StatusUpdate => StatusHook.Take(book, body),
        Cep => CepHook.Take(book, body),
        Report => ReportHook.Take(book, body),
        _ => book.Locked(() => Tolerate(book, type, type)) ?? Reply.Of(200),
    };

    private static string? TypeOf(byte[] body) => Read(body, HookJson.Default.AnyMessage) switch
    {
        { MsgName: { } name } => name,
        { WebhookType: { } name } => name,
        { FileType: not null } => Report,
        _ => null,
    };

    private static bool IsAllowed(Call call, string type) =>
        WebhookTokens.Allow(call.Context.Request.Headers.Authorization.ToString(), type, call.Book.Mistakes);

    private static Reply Unauthorized() => Reply.Error(401, "this is not the token that Fincore was given");
}
