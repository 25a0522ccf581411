using System.Text.Json.Nodes;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Runs.Copied;

/// <summary>
/// What receivers answered, as the built-in receiver and rules say it again: an URL where one answered all alike, else a rule for
/// each run of equal answers. Immutable.
/// </summary>
internal sealed class CopiedReceivers
{
    private const int RulesMax = 200;
    private const int Accepted = 201;
    private const int NoAnswer = 503;
    private readonly FrozenDictionary<WebhookId, string> _urls;
    private readonly Dictionary<(string Type, string Url), string> _places = [];

    /// <summary>Reads what was answered.</summary>
    public CopiedReceivers(ImmutableArray<JournalEntry> journal, List<LeftOut> leftOut)
    {
        var answers = journal.Select(entry => (entry.At, Told: (entry.Fact as DeliveryAttempted)?.Delivery))
            .Where(entry => entry.Told is { Attempts.IsEmpty: false })
            .ToLookup(entry => entry.Told!.WebhookId, entry => AnswerOf(entry.Told!));
        HasAnswers = answers.Count > 0;
        var urls = new Dictionary<WebhookId, string>();
        var taken = new Dictionary<(string Url, WebhookType Type), int>();
        foreach (var made in journal.Select(entry => entry.Fact).OfType<WebhookRegistered>())
        {
            Answer[] given = [.. answers[made.Webhook.Id]];
            var isAlike = given.Distinct().Take(2).Count() < 2;
            var url = UrlOf(isAlike && given.Length > 0 ? given[0] : new Answer(Accepted, null));
            var again = taken[(url, made.Webhook.Type)] = taken.GetValueOrDefault((url, made.Webhook.Type)) + 1;
            urls[made.Webhook.Id] = again == 1 ? url : $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={Zeros(again - 1)}";
            if (!isAlike)
            {
                AddRules(urls[made.Webhook.Id], made.Webhook, given, leftOut);
            }
        }

        _urls = urls.ToFrozenDictionary();
        foreach (var webhook in journal.Select(entry => (entry.Fact as WebhookRegistered)?.Webhook ?? (entry.Fact as WebhookChanged)?.Webhook).OfType<Webhook>())
        {
            _places[(WireName<WebhookType>.Of(webhook.Type), webhook.UrlIdentity)] = UrlOf(webhook.Id);
        }
    }

    /// <summary>Whether any receiver was told of anything.</summary>
    public bool HasAnswers { get; }

    /// <summary>The rules that say what no URL says.</summary>
    public JsonArray Rules { get; } = [];

    /// <summary>Where a webhook is sent to in the scenario.</summary>
    public string UrlOf(WebhookId webhook) => _urls.GetValueOrDefault(webhook) ?? UrlOf(new Answer(Accepted, null));

    /// <summary>
    /// Where a URL that a call named is in the scenario, so that two that were the same are the same again; null where no webhook had it.
    /// </summary>
    /// <param name="type">The type of webhook; null: any.</param>
    /// <param name="url">The URL as it was sent.</param>
    public string? PlaceOf(string? type, string url)
    {
        var read = WebhookUrl.Read(url);
        return read.IsAccepted
            ? _places.FirstOrDefault(place => place.Key.Url == WebhookUrl.IdentityOf(read.Value) && (type is null || place.Key.Type == type)).Value
            : null;
    }

    /// <summary>As which status an attempt counts in the scenario: no answer at all is 503, which comes to the same.</summary>
    public static int StatusOf(int? status) => status is >= 200 and <= 599 ? status.Value : NoAnswer;

    /// <summary>Durations of nothing, each written otherwise: of one type no two webhooks may have the same URL.</summary>
    private static string Zeros(int count) => string.Concat(Enumerable.Repeat("0s", count));

    private static string UrlOf(Answer answer)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"${{SIMULATOR_URL}}/_sim/answer/{answer.Status}");
        return answer.Reason is { } reason ? $"{url}?refund_reason={Uri.EscapeDataString(reason)}" : url;
    }

    private static Answer AnswerOf(Delivery delivery)
    {
        var result = delivery.Attempts[^1].Result;
        var status = StatusOf(delivery.TreatedAs ?? result?.StatusCode);
        return new Answer(status, status == 422 ? delivery.TreatedAs is null ? result?.RefundReason : delivery.TreatedReason : null);
    }

    private void AddRules(string url, Webhook webhook, Answer[] answers, List<LeftOut> leftOut)
    {
        var runs = new List<(Answer Answer, int Times)>();
        foreach (var answer in answers)
        {
            if (runs.Count > 0 && runs[^1].Answer == answer)
            {
                runs[^1] = (answer, runs[^1].Times + 1);
            }
            else
            {
                runs.Add((answer, 1));
            }
        }

        if (Rules.Count + runs.Count > RulesMax)
        {
            leftOut.Add(new LeftOut(0, webhook.CreatedAt, $"the answers of {WebhookUrl.Shown(webhook.Url)}", $"They changed more than {RulesMax} times; the scenario answers 201 to all."));
            return;
        }

        for (var index = 0; index < runs.Count; index++)
        {
            var (answer, times) = runs[index];
            var then = new JsonObject { ["treat_answer_as"] = answer.Status };
            MoneySteps.Add(then, "reason", answer.Reason, null);
            var rule = new JsonObject
            {
                ["name"] = string.Create(CultureInfo.InvariantCulture, $"answer {Rules.Count + 1} of the receiver"),
                ["when"] = "webhook",
                ["where"] = new JsonObject { ["url"] = url, ["type"] = WireName<WebhookType>.Of(webhook.Type) },
                ["then"] = then,
            };
            if (index < runs.Count - 1)
            {
                rule["times"] = times;
            }

            Rules.Add((JsonNode)rule);
        }
    }

    /// <summary>What a receiver answered, as far as it counts.</summary>
    private sealed record Answer(int Status, string? Reason);
}
