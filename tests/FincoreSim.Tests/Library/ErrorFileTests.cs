using FincoreSim.Api.Http;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Language;
using FincoreSim.Language.Model;
using FincoreSim.Tests.ScenarioFiles;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Tests.Library;

/// <summary>Each row of the table of errors has a shipped scenario that expects exactly its status, reason and text.</summary>
public sealed class ErrorFileTests
{
    /// <summary>Rows whose body, text or reason a public page has.</summary>
    private static readonly ErrorRow[] Documented =
    [
        new(RefusalCode.AccountNotActive, null, "errors/account-not-active.yaml"),
        new(RefusalCode.AccountNotActive, null, "errors/destination-not-active.yaml"),
        new(RefusalCode.AccountNotActive, null, "states/blocked-instrument.yaml"),
        new(RefusalCode.InsufficientFunds, null, "errors/insufficient-funds.yaml"),
        new(RefusalCode.ExternalReference, null, "errors/external-reference.yaml"),
        new(RefusalCode.AmountNotPositive, null, "errors/amount-not-positive.yaml"),
        new(RefusalCode.DescriptionTooLong, null, "errors/description-too-long.yaml"),
        new(RefusalCode.CurrencyUnsupported, null, "errors/currency-unsupported.yaml"),
        new(RefusalCode.DestinationNotFound, null, "errors/destination-not-found.yaml"),
        new(RefusalCode.ExternalTransferNotAllowed, null, "errors/external-transfer-not-allowed.yaml"),
        new(RefusalCode.AmountFormat, null, "errors/amount-format.yaml"),
        new(RefusalCode.InstrumentMissing, "Source instrument", "errors/missing-instrument.yaml"),
        new(RefusalCode.InstrumentMissing, "Destination instrument", "errors/missing-instrument.yaml"),
        new(RefusalCode.IdempotencyKeyMalformed, null, "idempotency/malformed-key.yaml"),
        new(RefusalCode.IdempotencyKeyMismatch, null, "idempotency/conflict.yaml"),
        new(RefusalCode.OperationInProgress, "money_out", "idempotency/in-progress.yaml"),
    ];

    /// <summary>Rows whose rule a page has, and whose text is ours.</summary>
    private static readonly ErrorRow[] DocumentedRules =
    [
        new(RefusalCode.PennyDescription, null, "errors/penny-description.yaml"),
        new(RefusalCode.SourceNotCentralizing, null, "cep/only-clabes-from-a-centralizing-account.yaml"),
        new(RefusalCode.DestinationNotClabe, null, "cep/only-clabes-from-a-centralizing-account.yaml"),
        new(RefusalCode.SameInstrument, null, "errors/same-instrument.yaml"),
        new(RefusalCode.RefundAmountDiffers, null, "refunds/part-of-it.yaml"),
        new(RefusalCode.AlreadyRefunded, null, "refunds/whole-and-once.yaml"),
        new(RefusalCode.RefundOfInternalCredit, null, "refunds/only-deposits-of-spei.yaml"),
        new(RefusalCode.NotRefundable, null, "refunds/only-deposits-of-spei.yaml"),
    ];

    /// <summary>Rows that are ours altogether.</summary>
    private static readonly ErrorRow[] Assumed =
    [
        new(RefusalCode.Unauthenticated, "The token has expired.", "tokens/expires.yaml"),
        new(RefusalCode.PermissionDenied, null, "tokens/of-another-client.yaml"),
        new(RefusalCode.SourceNotFound, null, "errors/source-not-found.yaml"),
        new(RefusalCode.SourceWithoutAccount, null, "errors/source-not-found.yaml"),
        new(RefusalCode.TrackingKeyExists, "tracking_key 50118609TBRNZ00I07219647 of bank 40012 on the operating day 2026-03-02",
            "errors/tracking-key-twice.yaml"),
    ];

    /// <summary>
    /// Rows without a row of their own here: their texts name what differs, or they are no business of a scenario.
    /// </summary>
    private static readonly RefusalCode[] Elsewhere =
    [
        RefusalCode.InvalidArgument, RefusalCode.NotFound, RefusalCode.WebhookExists, RefusalCode.StateNotAllowed,
        RefusalCode.WorldGone, RefusalCode.Unavailable,
            RefusalCode.Scripted, RefusalCode.BodyTooLarge, RefusalCode.BodyEncoded, RefusalCode.MediaTypeUnsupported,
            RefusalCode.LimitReached, RefusalCode.RouteNotFound, RefusalCode.MethodNotAllowed, RefusalCode.Internal,
            RefusalCode.HostNotAllowed, RefusalCode.Forbidden,
        ];

    /// <summary>Every code that has a row here, or is said to need none.</summary>
    internal static IEnumerable<RefusalCode> Codes =>
        new[] { Documented, DocumentedRules, Assumed }.SelectMany(rows => rows).Select(row => row.Code).Distinct()
            .Concat(Elsewhere);

    private static IEnumerable<TestCaseData> Rows => new[] { Documented, DocumentedRules, Assumed }.SelectMany(rows => rows)
        .Select(
            row => new TestCaseData(row.Code, row.Subject, row.File).SetArgDisplayNames(
                $"{row.Code}", row.Subject ?? "", row.File));

    [TestCaseSource(nameof(Rows))]
    public void A_row_of_the_table_has_a_file_that_expects_its_text(RefusalCode code, string? subject, string file)
    {
        var refusal = new Refusal(code, subject);
        var row = WireErrors.Of(refusal, new WorldOptions());

        var expected = AnswersOf(file).Where(answer => TextOf(answer, "message") == WireErrors.DetailOf(refusal, row)).ToArray();

        Assert.That(expected, Is.Not.Empty, $"{file} expects '{WireErrors.DetailOf(refusal, row)}'");
        using var every = Assert.EnterMultipleScope();
        foreach (var answer in expected)
        {
            Assert.That(TextOf(answer, "status"), Is.EqualTo($"{row.Status}"));
            Assert.That(TextOf(answer, "reason"), Is.EqualTo(row.Reason).Or.Null);
            Assert.That(TextOf(answer, "code"), Is.EqualTo(row.ErrorCode).Or.Null);
        }
    }

    private static IEnumerable<AnswerMatch> AnswersOf(string file) =>
        ScenarioLoader.Load(file, File.ReadAllBytes(Path.Combine(Files.Folder(), file))).File!.Scenarios
            .SelectMany(scenario => scenario.Steps).SelectMany(AnswersOf);

    /// <summary>The answers that a step, and those in it, expects.</summary>
    private static IEnumerable<AnswerMatch> AnswersOf(Step step) =>
    [
        .. step.Expect is { } own ? [own] : Array.Empty<AnswerMatch>(),
        .. step is RepeatStep repeat
            ? repeat.Do.SelectMany(AnswersOf).Concat(repeat.Outcomes.Select(outcome => outcome.Answer))
            : [],
        .. step is ParallelStep parallel
            ? parallel.Do.SelectMany(AnswersOf).Concat(parallel.Outcomes.Select(outcome => outcome.Answer))
            : [],
    ];

    /// <summary>The plain text that a member must be equal to; null where nothing is said of it.</summary>
    private static string? TextOf(AnswerMatch answer, string member) =>
        answer.Members.FirstOrDefault(found => found.Path == member)?.Matcher is EqualMatcher equal ? equal.Value.Text.Raw : null;

    private sealed record ErrorRow(RefusalCode Code, string? Subject, string File);
}
