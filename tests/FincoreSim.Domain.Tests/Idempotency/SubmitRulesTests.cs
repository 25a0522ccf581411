namespace FincoreSim.Domain.Tests.Idempotency;

public enum SubmitFault
{
    OtherBody,
    InProgress,
    NotDerived,
    BodyRefused,
    AmountFormat,
}

public sealed class SubmitRulesTests : RuleLadder<SubmitRulesTests, SubmitFault>, IRuleTable<SubmitFault>
{
    public static ImmutableArray<RuleRow<SubmitFault>> Table { get; } =
    [
        new(SubmitFault.OtherBody, RefusalCode.IdempotencyKeyMismatch),
        new(SubmitFault.InProgress, RefusalCode.OperationInProgress, "money_out"),
        new(SubmitFault.NotDerived, RefusalCode.IdempotencyKeyMismatch),
        new(SubmitFault.BodyRefused, RefusalCode.InvalidArgument, "client_id"),
        new(SubmitFault.AmountFormat, RefusalCode.AmountFormat),
    ];

    private protected override Refusal? Ask(WorldKit world, HashSet<SubmitFault> broken)
    {
        var client = new SubmittingClient(world);
        if (broken.Contains(SubmitFault.InProgress))
        {
            client.LeaveUnanswered();
        }
        else if (broken.Contains(SubmitFault.OtherBody))
        {
            client.Submit();
        }

        if (broken.Contains(SubmitFault.NotDerived))
        {
            world.With(options => options with { VerifyIdempotencyKey = true });
        }

        return client.Submit(
            body: broken.Contains(SubmitFault.OtherBody) ? 2u : 1u,
            amount: broken.Contains(SubmitFault.AmountFormat) ? "1" : "1.95",
            refused: broken.Contains(SubmitFault.BodyRefused) ? new Refusal(RefusalCode.InvalidArgument, "client_id") : null,
            isDerived: !broken.Contains(SubmitFault.NotDerived)).Answer.Outcome.Refusal;
    }
}
