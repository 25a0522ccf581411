using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;

namespace FincoreSim.Domain.Reports;

/// <summary>What a report contains (documented).</summary>
public enum ReportFileType
{
    /// <summary>Every transaction of the client.</summary>
    Transactions,

    /// <summary>The movements of one account.</summary>
    AccountStatement,
}

/// <summary>What span a report covers (documented).</summary>
public enum ReportPeriod
{
    /// <summary>One operating day.</summary>
    Daily,

    /// <summary>One month of operating days.</summary>
    Monthly,
}

/// <summary>A report that was produced at the end of an operating day or month. Immutable.</summary>
/// <param name="ClientId">Whose it is.</param>
/// <param name="FileType">What it contains.</param>
/// <param name="Period">What span it covers.</param>
/// <param name="LastDay">The last operating day of the span.</param>
/// <param name="Account">The account, for statements; null otherwise.</param>
/// <param name="CreatedAt">UTC instant of production.</param>
/// <param name="Rows">The transactions, oldest first, as they were then.</param>
public sealed record Report(
    ClientId ClientId,
    ReportFileType FileType,
    ReportPeriod Period,
    DateOnly LastDay,
    ReportAccount? Account,
    DateTimeOffset CreatedAt,
    ImmutableArray<Transaction> Rows)
{
    /// <summary>The file's name, as the documented samples are built: <c>transactions_daily_20260224.csv</c>.</summary>
    public string FileName => string.Create(
        CultureInfo.InvariantCulture,
        $"{(FileType == ReportFileType.Transactions ? "transactions_" : "")}{(Period == ReportPeriod.Daily ? "daily" : "monthly")}_{(Account is null ? "" : $"account_statement_{Account.Clabe}_")}{LastDay:yyyyMMdd}.csv");

    /// <summary>Whether this is the report that was asked for.</summary>
    public bool Is(ClientId client, ReportPeriod period, DateOnly lastDay, Clabe? clabe) =>
        ClientId == client && Period == period && LastDay == lastDay && Account?.Clabe == clabe;
}

/// <summary>The account of a statement.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Clabe">Its CLABE.</param>
public sealed record ReportAccount(AccountId Id, Clabe Clabe);

/// <summary>A report was produced.</summary>
/// <param name="Report">The report.</param>
public sealed record ReportProduced(Report Report) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "report_produced";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details => [new("file_name", Report.FileName)];

    /// <inheritdoc/>
    public override int Weight => 512 + (8 * Report.Rows.Length);

    internal override void ApplyTo(WorldState state) => state.Reports = state.Reports.Add(Report, state.Edit);
}
