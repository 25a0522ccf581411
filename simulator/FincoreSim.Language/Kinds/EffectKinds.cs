using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>Only <c>true</c>: the key alone says it.</summary>
internal sealed class TrueKind : SingleKind<bool>
{
    /// <inheritdoc/>
    public override string Expectation => "true";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => new() { ["const"] = true };

    /// <inheritdoc/>
    protected override bool ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (scalar is not { Kind: ScalarKind.Boolean, Text: "true" })
        {
            reading.Expected(scalar, "true (leave the key out for no)");
        }

        return true;
    }
}

/// <summary>Why a payment is rejected or comes back.</summary>
internal sealed class ReasonKind : SingleKind<ReturnReason>
{
    private static readonly ImmutableArray<string> Codes = [.. ReturnReason.All.Select(reason => reason.Code)];

    /// <inheritdoc/>
    public override string Expectation => "a reason such as CANCELLED_ACCOUNT";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => SchemaBook.OrMatrix(SchemaBook.Words(Codes));

    /// <inheritdoc/>
    protected override ReturnReason? ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (ReturnReason.Find(scalar.Text) is { } reason)
        {
            return reason;
        }

        reading.Error(scalar, $"'{scalar.Shown}' is not a valid reason{Nearest.Hint(scalar.Text, Codes)}");
        return null;
    }
}

/// <summary>What a caller sees of a call that fails: <c>reset</c>, <c>hang 60s</c>, <c>status 503</c> …</summary>
internal sealed class FaultKind : SingleKind<AnswerFault>
{
    private const string Forms = "reset, empty, truncate, hang 60s, slow_body 5s, status 503";

    /// <summary>It takes real time, which timers do not count for ever.</summary>
    private static readonly TimeSpan SlowBodyMax = TimeSpan.FromDays(1);

    private static readonly string[] Words = ["reset", "empty", "truncate", "hang", "slow_body", "status"];

    /// <inheritdoc/>
    public override string Expectation => $"one of {Forms}";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => SchemaBook.OrMatrix(
        SchemaBook.Text(@"^(reset|empty|truncate|(hang|slow_body) +(?=.*[1-9])([0-9]+(ms|s|m|h|d))+|status +0*[2-5][0-9]{2})$"));

    /// <inheritdoc/>
    protected override AnswerFault? ReadScalar(ScalarNode scalar, Reading reading)
    {
        var (word, rest) = scalar.Text.Split(' ', 2, StringSplitOptions.TrimEntries) is [var left, var right]
            ? (left, right)
            : (scalar.Text, null);
        var duration = DurationText.Read(rest, word == "slow_body" ? SlowBodyMax : null);
        var isDuration = duration.IsRead && duration.Value > TimeSpan.Zero;
        var isStatus = int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= 200 and <= 599;
        AnswerFault? fault = (word, rest) switch
        {
            ("reset", null) => new(AnswerFaultKind.Reset),
            ("empty", null) => new(AnswerFaultKind.Empty),
            ("truncate", null) => new(AnswerFaultKind.Truncate),
            ("hang", _) when isDuration => new(AnswerFaultKind.Hang, Delay: duration.Value),
            ("slow_body", _) when isDuration => new(AnswerFaultKind.SlowBody, Delay: duration.Value),
            ("status", _) when isStatus => new(AnswerFaultKind.Status, status),
            _ => null,
        };
        if (fault is null && word is "hang" or "slow_body" && duration.Wanted is { } wanted && wanted != DurationText.Form)
        {
            reading.Error(scalar, $"'{word}' takes {wanted}");
        }
        else if (fault is null)
        {
            reading.Error(
                scalar,
                $"'{scalar.Shown}' is not "
                + $"{Expectation}{(Words.Contains(word) ? "" : Nearest.To(word, Words) is { } meant ? $"; did you mean '{meant}'?" : "")}");
        }

        return fault;
    }
}

/// <summary>How the API refuses; for a deposit the reason alone.</summary>
internal sealed class RefuseKind(Kind<RefuseEffect> form) : Kind<RefuseEffect>
{
    /// <summary>The status by which a receiver refuses a deposit.</summary>
    public const int DepositStatus = 422;

    private static readonly PlainTextKind Reason = new("a reason", TextRules.Label);

    /// <inheritdoc/>
    public override string Expectation => "{status: 400, reason: …, detail: …}, or for a deposit its reason";

    /// <inheritdoc/>
    public override RefuseEffect? Read(Node node, Reading reading) => node is ScalarNode
        ? Reason.Read(node, reading) is { } reason ? new RefuseEffect(DepositStatus, reason, "") : null
        : form.Read(node, reading);

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => SchemaBook.AnyOf(Reason.Schema(book), form.Schema(book));
}

/// <summary>Members of a webhook's message by dotted path, each with a JSON value.</summary>
internal sealed class MessageChangesKind : Kind<ImmutableArray<MessageChange>>
{
    private const int ChangesMax = 100;

    /// <inheritdoc/>
    public override string Expectation => "members of the message with their values, such as {body.status: UNDER_REVIEW}";

    /// <inheritdoc/>
    public override ImmutableArray<MessageChange> Read(Node node, Reading reading)
    {
        if (node is not MappingNode { Entries.Length: > 0 and <= ChangesMax } mapping)
        {
            reading.Expected(node, Expectation);
            return [];
        }

        var changes = ImmutableArray.CreateBuilder<MessageChange>();
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key.Text.Split('.').Any(name => name.Length == 0))
            {
                reading.Error(entry.Key, $"'{entry.Key.Shown}' is not a valid member path: write names separated by dots");
            }

            var errors = reading.Problems.ErrorCount;
            new TreeKind().Read(entry.Value, reading);
            if (reading.Problems.ErrorCount == errors)
            {
                changes.Add(new MessageChange(entry.Key.Text, NodeJson.Of(entry.Value).GetRawText()));
            }
        }

        return changes.ToImmutable();
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => new()
    {
        ["type"] = "object",
        ["propertyNames"] = SchemaBook.Text(@"^[^.]+(\.[^.]+)*$"),
        ["minProperties"] = 1,
        ["maxProperties"] = ChangesMax,
    };
}
