using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Reports;

/// <summary>Looks reports up.</summary>
public static class ReportQueries
{
    /// <summary>The report that a client asks for; null when none was produced.</summary>
    public static Report? Find(WorldState state, ClientId client, ReportPeriod period, DateOnly lastDay, Clabe? clabe) =>
        state.Reports.Backward().FirstOrDefault(report => report.Is(client, period, lastDay, clabe));

    /// <summary>The report with this file name; null when none was produced.</summary>
    public static Report? Find(WorldState state, ClientId client, string fileName) =>
        state.Reports.Backward().FirstOrDefault(report => report.ClientId == client && report.FileName == fileName);
}
