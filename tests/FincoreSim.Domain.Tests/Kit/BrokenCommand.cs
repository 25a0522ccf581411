namespace FincoreSim.Domain.Tests.Kit;

/// <summary>A command with a bug: it spends what is not there.</summary>
internal sealed record BrokenCommand(AccountId From) : Command<Done>
{
    public override string Name => "broken";

    internal override Outcome<Done> Decide(Draft draft)
    {
        draft.Post(LedgerAccountId.Of(From), LedgerAccountId.SpeiClearing, Money.Parse("1000000.00"), null);
        return default(Done);
    }
}

/// <summary>A command that changes nothing: for schedules.</summary>
internal sealed record NothingHappens : Command<Done>
{
    public override string Name => "nothing";

    internal override Outcome<Done> Decide(Draft draft) => default(Done);
}
