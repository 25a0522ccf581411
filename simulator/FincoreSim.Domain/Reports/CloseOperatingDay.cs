using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Reports;

/// <summary>
/// The end of an operating day: each client that had transactions gets its reports, and at the end of a month the monthly
/// ones; then the next day's end is scheduled. The times are assumed.
/// </summary>
/// <param name="Day">The operating day that ends.</param>
public sealed record CloseOperatingDay(DateOnly Day) : Command<Done>, IDueCommand
{
    /// <summary>The subject under which the next end of day stands in the schedule.</summary>
    public static Guid Subject { get; } = new("00000000-0000-0000-0000-0000000000e0");

    /// <inheritdoc/>
    public override string Name => "close_operating_day";

    internal override Outcome<Done> Decide(Draft draft)
    {
        var isMonthEnd = Day.AddDays(1).Day == 1;
        foreach (var client in draft.State.Clients.OldestFirst())
        {
            Produce(draft, client.Id, ReportPeriod.Daily, Day);
            if (isMonthEnd)
            {
                Produce(draft, client.Id, ReportPeriod.Monthly, new DateOnly(Day.Year, Day.Month, 1));
            }
        }

        ScheduleNext(draft, Day.AddDays(1), draft.Options.OperatingDayTurns);
        return default(Done);
    }

    internal static void ScheduleNext(Draft draft, DateOnly day, TimeOnly turns) => draft.ScheduleAt(
        OperatingDay.EndOf(day, turns), Subject, new CloseOperatingDay(day), isRecurring: true);

    private void Produce(Draft draft, ClientId client, ReportPeriod period, DateOnly firstDay)
    {
        var rows = RowsOf(draft, client, firstDay);
        if (rows.Length == 0)
        {
            return;
        }

        Add(draft, new Report(client, ReportFileType.Transactions, period, Day, null, draft.Now, rows));
        foreach (var ofAccount in rows.GroupBy(row => row.AccountId))
        {
            var account = draft.State.Accounts.Find(ofAccount.Key)!;
            Add(draft, new Report(
                client, ReportFileType.AccountStatement, period, Day, new ReportAccount(account.Id, account.Clabe), draft.Now,
                [.. ofAccount]));
        }
    }

    private ImmutableArray<Transaction> RowsOf(Draft draft, ClientId client, DateOnly firstDay)
    {
        var turns = draft.Options.OperatingDayTurns;
        var rows = TransactionQueries.NewestFirst(draft.State, client)
            .SkipWhile(row => OperatingDay.Of(row.CreatedAt, turns) > Day)
            .TakeWhile(row => OperatingDay.Of(row.CreatedAt, turns) >= firstDay);
        return [.. rows.Reverse()];
    }

    private static void Add(Draft draft, Report report)
    {
        draft.Add(new ReportProduced(report));
        Notifications.Emit(draft, new ReportNotice(report));
    }
}
