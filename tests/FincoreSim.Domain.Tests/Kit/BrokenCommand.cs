namespace FincoreSim.Domain.Tests.Kit;

/// <summary>A command with a bug: it spends what is not there.</summary>
internal sealed record BrokenCommand(AccountId From) : Command<Done>, IDueCommand
{
    public override string Name => "broken";

    internal override Outcome<Done> Decide(Draft draft)
    {
        draft.Post(LedgerAccountId.Of(From), LedgerAccountId.SpeiClearing, Money.Parse("1000000.00"), null);
        return default(Done);
    }
}

/// <summary>A command after which one with a bug is due.</summary>
internal sealed record BreaksLater(AccountId From) : Command<Done>
{
    public override string Name => "breaks_later";

    internal override Outcome<Done> Decide(Draft draft)
    {
        draft.ScheduleAfter(TimeSpan.FromSeconds(30), From.Value, new BrokenCommand(From));
        return default(Done);
    }
}

/// <summary>A command that fails without changing anything, now or when it is due.</summary>
internal sealed record ThrowingCommand : Command<Done>, IDueCommand
{
    public override string Name => "throws";

    internal override Outcome<Done> Decide(Draft draft) => throw new InvalidOperationException("a bug");
}

/// <summary>A command after which a command that fails is due.</summary>
internal sealed record ThrowsLater : Command<Done>
{
    public override string Name => "throws_later";

    internal override Outcome<Done> Decide(Draft draft)
    {
        draft.ScheduleAfter(TimeSpan.FromSeconds(1), new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), new ThrowingCommand());
        return default(Done);
    }
}

/// <summary>A command that changes nothing: for schedules.</summary>
internal sealed record NothingHappens : Command<Done>
{
    public override string Name => "nothing";

    internal override Outcome<Done> Decide(Draft draft) => default(Done);
}
